import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../ui/Button';
import css from './Waiting.module.css';
import type { Waiting } from './waiting-words';
import { WaitingRow } from './WaitingRow';

interface WaitingGroupProps {
  title: string;
  items: readonly Waiting[];
  now: Date;
  isMine?: boolean;
  /** Whose names stand beside the rows: needless where all of them are the reader’s. */
  namesPeople?: boolean;
  /** Rows shown before one asks for the rest. */
  atFirst: number;
  /** In place of the rows when there are none. */
  none: ReactNode;
  party?: 'CLIENT' | 'VENDOR';
}

/** What waits on somebody, the most pressing first. */
export function WaitingGroup({
  title,
  items,
  now,
  isMine = false,
  namesPeople = true,
  atFirst,
  none,
  party,
}: WaitingGroupProps) {
  const [all, setAll] = useState(false);
  const id = useId();
  // One or two more are shown rather than asked for.
  const shown = all || items.length <= atFirst + 2 ? items : items.slice(0, atFirst);
  const rest = items.length - shown.length;
  return (
    <section aria-labelledby={id} className={css.group} data-party={party}>
      <h2 id={id}>
        {title} {items.length > 0 && <span className={css.count}>{items.length}</span>}
      </h2>
      <div className={css.card}>
        {items.length === 0 ? (
          none
        ) : (
          <ol className={css.rows}>
            {shown.map((item) => (
              <WaitingRow
                key={`${item.kind}:${item.nodeId}:${item.party?.id}`}
                item={item}
                now={now}
                isMine={isMine}
                namesPeople={namesPeople}
              />
            ))}
          </ol>
        )}
        {rest > 0 && (
          <p className={css.more}>
            <Button size="small" variant="quiet" onPress={() => setAll(true)}>
              Show {rest} more
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}
