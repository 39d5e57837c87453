import { useQuery } from '@apollo/client/react';
import { Link, useParams } from '@tanstack/react-router';
import { PencilLine, ShieldCheck } from 'lucide-react';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import { cityOf, localTimeIn, useNow } from '../../platform/time';
import { Chip } from '../../ui/Chip';
import { PageHeading, useTitle } from '../../ui/Page';
import { PARTY_WORD, PartyMark } from '../../ui/PartyMark';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { ROLE_WORD } from '../role-words';
import { type Member, usePartnership } from '../use-partnership';
import css from './MemberPage.module.css';
import { Placements } from './Placements';
import { type MemberProfileFragment, MemberProfilesDocument } from './profile.gql';

export default function MemberPage() {
  const { slug, memberId } = useParams({ from: '/p/$slug/people/$memberId' });
  const { members } = usePartnership();
  const { data, error, refetch } = useQuery(MemberProfilesDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
  });
  useOnChange((change) => {
    if (/^(member|placement)\./.test(change.kind)) refetch().catch(shownByThePage);
  });
  const member = members.find(({ id }) => id === memberId);
  const profile = data?.partnership?.members.find(({ id }) => id === memberId);
  if (member && profile) return <Profile member={member} profile={profile} />;
  if (!member || data)
    return (
      <Problem title="This person isn’t here">
        They may have left.{' '}
        <Link to="/p/$slug/people" params={{ slug }}>
          See who is here
        </Link>
        .
      </Problem>
    );
  if (error)
    return (
      <Problem onRetry={() => void refetch().catch(shownByThePage)}>
        The profile could not be read. Check your connection, then try again.
      </Problem>
    );
  return <PageSkeleton label="Opening the profile" />;
}

/** A person as both sides meet them: what they know first, what they are called after. */
function Profile({ member, profile }: { member: Member; profile: MemberProfileFragment }) {
  const { slug, name, me, managesMembers } = usePartnership();
  const now = useNow();
  useTitle(member.name, name);
  const isMe = member.id === me.id;
  const nothing = !profile.strengths && !profile.wantsToLearn && !profile.workingWithMe;
  return (
    <article className={css.profile} data-party={member.party.kind}>
      <header className={css.head}>
        <PartyMark kind={member.party.kind} initials={member.initials} size={40} />
        <div>
          <PageHeading className={css.name}>
            <bdi>{member.name}</bdi>
          </PageHeading>
          {member.expertise && <p className={css.expertise}>{member.expertise}</p>}
          <p className={css.minor}>
            {[member.title, `${member.party.name} (${PARTY_WORD[member.party.kind].toLowerCase()})`]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className={css.minor}>
            {cityOf(member.timeZone)} {localTimeIn(member.timeZone, now)} ·{' '}
            <a href={`mailto:${member.email}`}>{member.email}</a>
          </p>
        </div>
        <div className={css.end}>
          <Chip icon={member.role === 'LEAD' ? <ShieldCheck aria-hidden /> : undefined}>{ROLE_WORD[member.role]}</Chip>
          {isMe && (
            <Link to="/p/$slug/settings" params={{ slug }} hash="profile" className={css.edit}>
              <PencilLine size={15} aria-hidden /> Edit
            </Link>
          )}
        </div>
      </header>
      <Said title="Good at" words={profile.strengths} />
      <Said title="Wants to learn" words={profile.wantsToLearn} />
      <Said
        title={isMe ? 'Working with me' : `Working with ${member.name.split(' ')[0]}`}
        words={profile.workingWithMe}
      />
      {nothing && (
        <p className={css.nothing}>
          {isMe
            ? 'Say what you are good at, what you would like to learn, and how it is best to work with you. The other side reads it before they ask you something.'
            : `${member.name} has not said yet what they are good at or how it is best to work with them.`}
        </p>
      )}
      <Placements
        member={member}
        placements={profile.placements}
        editable={isMe || (managesMembers && member.party.id === me.party.id)}
      />
    </article>
  );
}

const Said = ({ title, words }: { title: string; words: string }) =>
  words && (
    <section className={css.said}>
      <h2>{title}</h2>
      <p>{words}</p>
    </section>
  );
