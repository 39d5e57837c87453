import type { LiveDocument } from '../live/live-document';
import { InkBar } from './InkBar';
import { useInkShares } from './use-document';
import css from './InkBar.module.css';

/** "Client 59% · Vendor 41% of the words", counted as they are written. */
export function InkShares({ live }: { live: LiveDocument }) {
  const shares = useInkShares(live);
  const client = shares.get('CLIENT') ?? 0;
  const vendor = shares.get('VENDOR') ?? 0;
  if (client + vendor === 0) return <p className={css.shares}>No words yet.</p>;
  const percent = Math.round((client / (client + vendor)) * 100);
  return (
    <p className={css.shares}>
      <InkBar client={client} vendor={vendor} />
      <span>
        <strong data-party="CLIENT">Client {percent}%</strong> ·{' '}
        <strong data-party="VENDOR">Vendor {100 - percent}%</strong> of the words
      </span>
    </p>
  );
}
