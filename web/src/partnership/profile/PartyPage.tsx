import { PROFILE_SECTION_MAX, PROFILE_SECTIONS } from '@tandem/schema/partnership/profile';
import { Link, useParams } from '@tanstack/react-router';
import { useDeliverPending } from '../../live/use-deliver-pending';
import { useLiveDocument } from '../../live/use-live-document';
import { useNow } from '../../platform/time';
import { DocumentPresence } from '../../story/DocumentPresence';
import { SaveStatus } from '../../story/SaveStatus';
import { Page } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import css from '../agreement/AgreementPage.module.css';
import { CalendarCard } from '../calendar/CalendarCard';
import { PartyHours } from '../calendar/PartyHours';
import { CoWrittenPage } from '../page/CoWrittenPage';
import { type Party, usePartnership } from '../use-partnership';
import type { PartyProfilesQuery } from './profile.gql';
import { PROFILE_WORDS } from './profile-words';
import { usePartyProfiles } from './use-party-profiles';

export default function PartyPage() {
  const { slug, partyId } = useParams({ from: '/p/$slug/people/party/$partyId' });
  const { parties } = usePartnership();
  const known = usePartyProfiles().get(partyId);
  const party = parties.find(({ id }) => id === partyId);
  if (!party)
    return (
      <Problem title="There is no such party here">
        <Link to="/p/$slug/people" params={{ slug }}>
          See both parties
        </Link>
        .
      </Problem>
    );
  return known ? <OpenParty key={partyId} party={party} known={known} /> : <PageSkeleton label="Opening the profile" />;
}

interface OpenPartyProps {
  party: Party;
  known: NonNullable<PartyProfilesQuery['partnership']>['parties'][number];
}

function OpenParty({ party, known }: OpenPartyProps) {
  const { me, name } = usePartnership();
  const now = useNow();
  const { live, reopen } = useLiveDocument(known.profile.id, me.personId, me);
  useDeliverPending(me.personId);
  const where = (field: string | null) => {
    const section = PROFILE_SECTIONS.find((one) => one === field);
    return section ? `in “${PROFILE_WORDS[section].title}”` : null;
  };
  return (
    <Page
      title={party.name}
      context={name}
      lede={<PartyHours calendar={known.calendar} now={now} />}
      actions={
        live && (
          <div className={css.state}>
            <DocumentPresence live={live} me={me.id} where={where} />
            <SaveStatus live={live} />
          </div>
        )
      }
    >
      <CalendarCard party={party} calendar={known.calendar} now={now} />
      <CoWrittenPage
        live={live}
        sections={PROFILE_SECTIONS.map((section) => ({ section, party: party.kind, ...PROFILE_WORDS[section] }))}
        maxLength={PROFILE_SECTION_MAX}
        onReopen={reopen}
      />
    </Page>
  );
}
