import { MessageCircleWarning } from 'lucide-react';
import { useHere } from '../../platform/here';
import { cityOf, clockIn } from '../../platform/time';
import { PartyMark } from '../../ui/PartyMark';
import { RaisedFrom } from './RaisedFrom';
import { EntryText } from './EntryText';
import css from './StandupPage.module.css';
import type { StandupCardFragment } from './standup-card.gql';

/** What one person says of their day. */
export function EntryCard({ entry, isMine }: { entry: StandupCardFragment; isMine: boolean }) {
  const { member, done, next, concern, storyKeys } = entry;
  return (
    <article className={css.card} aria-label={`${member.name}’s stand-up`}>
      <header className={css.cardHead}>
        <PartyMark kind={member.party.kind} initials={member.initials} size={32} />
        <div className={css.who}>
          <p className={css.name}>
            <bdi>{member.name}</bdi>
            {isMine && <span className={css.quiet}> (you)</span>}
          </p>
          <p className={css.quiet}>
            {clockIn(entry.timeZone, new Date(entry.postedAt))} in {cityOf(entry.timeZone)}
            <HereToo memberId={member.id} on={entry.on} />
          </p>
        </div>
      </header>
      <dl className={css.parts}>
        {done && (
          <div>
            <dt>Done</dt>
            <dd>
              <EntryText text={done} storyKeys={storyKeys} />
            </dd>
          </div>
        )}
        {next && (
          <div>
            <dt>Next</dt>
            <dd>
              <EntryText text={next} storyKeys={storyKeys} />
            </dd>
          </div>
        )}
        {concern && (
          <div className={css.concern}>
            <dt>
              <MessageCircleWarning size={14} aria-hidden /> Concern
            </dt>
            <dd>
              <EntryText text={concern} storyKeys={storyKeys} />
            </dd>
            <dd className={css.raised}>
              <RaisedFrom entry={entry} />
            </dd>
          </div>
        )}
      </dl>
    </article>
  );
}

/** Said of who has this day's stand-up open at the moment. */
export function HereToo({ memberId, on }: { memberId: string; on: string }) {
  const isHere = useHere().some(({ member, places }) => member.id === memberId && places.includes(`standup/${on}`));
  return isHere && <span className={css.here}> · here now</span>;
}
