import { PencilLine } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import css from './LadderSteps.module.css';
import { type Agreement, workingDays } from './agreement-words';

/** Who is asked, and after how long, when a concern stays unanswered: the steps one above the other. */
export function LadderSteps({ agreement, onEdit }: { agreement: Agreement; onEdit?: () => void }) {
  const { ladder, ladderIsDefault, ladderChanged } = agreement;
  return (
    <section className={css.ladder} aria-labelledby="ladder-heading">
      <div className={css.head}>
        <div>
          <h2 id="ladder-heading">When an answer does not come</h2>
          <p>
            A concern climbs these steps by itself.{' '}
            {ladderIsDefault
              ? 'Nobody has set them yet, so leads come first, then sponsors.'
              : ladderChanged && 'They changed since both signed; the signed ones hold until both sign again.'}
          </p>
        </div>
        {onEdit && (
          <Button size="small" icon={<PencilLine size={15} aria-hidden />} onPress={onEdit}>
            Change the ladder
          </Button>
        )}
      </div>
      <ol className={css.steps}>
        {ladder.map(({ level, days, members }) => (
          <li key={level} className={css.step} style={{ '--step': level - 1 } as CSSProperties}>
            <p className={css.time}>
              <span className={css.number}>{level}</span>
              after {workingDays(days)}
              {level > 1 && ' more'} without an answer
            </p>
            <ul className={css.people}>
              {members.map((member) => (
                <li key={member.id}>
                  <PartyMark kind={member.party.kind} initials={member.initials} size={24} />
                  <span>
                    {member.name}
                    {member.leftAt && ' (has left)'}
                  </span>
                </li>
              ))}
              {members.length === 0 && <li>Nobody is here yet for this step.</li>}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
