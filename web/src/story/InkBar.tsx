import css from './InkBar.module.css';

/** How much each party wrote, as a bar: the client's part solid, the vendor's striped. Decoration beside a text or a label. */
export function InkBar({ client, vendor, label }: { client: number; vendor: number; label?: string }) {
  const total = client + vendor;
  const width = total === 0 ? 0 : (client / total) * 100;
  return (
    <span
      className={css.bar}
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      {client > 0 && <span data-party="CLIENT" style={{ width: `${width}%` }} />}
      {vendor > 0 && <span data-party="VENDOR" style={{ width: `${100 - width}%` }} />}
    </span>
  );
}
