import { Link } from '@tanstack/react-router';
import { usePartnership } from '../partnership/use-partnership';
import { Button } from '../ui/Button';
import { PARTY_WORD } from '../ui/PartyMark';
import css from './WeekPage.module.css';
import { declinedIn, type Week } from './planned-stories';
import type { Planning } from './use-planning';

/** What a party does not commit to, with its reason; only that party takes it back. */
export function DeclinedStories({ week, planning, editable }: { week: Week; planning: Planning; editable: boolean }) {
  const { slug, me } = usePartnership();
  const declined = declinedIn(week);
  if (declined.length === 0) return null;
  return (
    <section className={css.declined} aria-labelledby="declined-heading">
      <h2 id="declined-heading">
        Declined <span className={css.count}>{declined.length}</span>
      </h2>
      <ul>
        {declined.map(({ id, story, declinedBy, reason, changedBy }) => (
          <li key={id} data-party={declinedBy?.kind}>
            <div>
              <Link to="/p/$slug/stories/$key" params={{ slug, key: story.key }}>
                {story.key} {story.title || 'Untitled story'}
              </Link>
              <p>
                “{reason}” — {changedBy?.name ?? 'Tandem'}
                {declinedBy && `, ${PARTY_WORD[declinedBy.kind].toLowerCase()}`}
              </p>
            </div>
            {editable && declinedBy?.id === me.party.id && (
              <Button size="small" onPress={() => void planning.undecline(story)}>
                Take {story.key} after all
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
