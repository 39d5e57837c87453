import css from './PartyMark.module.css';

export type PartyKind = 'CLIENT' | 'VENDOR';

export const PARTY_WORD: Readonly<Record<PartyKind, string>> = { CLIENT: 'Client', VENDOR: 'Vendor' };

export interface PartyMarkProps {
  kind: PartyKind;
  initials: string;
  /** The person's name. Without one the mark is decoration beside a written name, and is hidden from screen readers. */
  name?: string;
  /** Said after the name, such as "on the board". */
  detail?: string;
  size?: 18 | 20 | 24 | 32 | 40;
}

/** A person: their party's colour and its shape (client a circle, vendor a rounded square), never colour alone. */
export function PartyMark({ kind, initials, name, detail, size = 24 }: PartyMarkProps) {
  const label = name && `${name}, ${PARTY_WORD[kind].toLowerCase()}${detail ? `, ${detail}` : ''}`;
  return (
    <span
      className={css.mark}
      data-party={kind}
      style={{ width: size, height: size, fontSize: size <= 20 ? 9 : size <= 24 ? 10 : size <= 32 ? 12 : 14 }}
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      {initials}
    </span>
  );
}

export interface StackPerson {
  id: string;
  name: string;
  initials: string;
  party: { kind: PartyKind };
  detail?: string;
}

/** Overlapping marks of several people, the surplus as a number. */
export function PartyMarkStack({
  people,
  max = 5,
  size = 24,
}: {
  people: readonly StackPerson[];
  max?: number;
  size?: PartyMarkProps['size'];
}) {
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.slice(shown.length);
  return (
    <span className={css.stack}>
      {shown.map((p) => (
        <PartyMark
          key={p.id}
          kind={p.party.kind}
          initials={p.initials}
          name={p.name}
          {...(p.detail ? { detail: p.detail } : {})}
          size={size ?? 24}
        />
      ))}
      {rest.length > 0 && (
        <span
          className={css.more}
          style={{ height: size }}
          role="img"
          aria-label={`and ${rest.map((p) => p.name).join(', ')}`}
          title={rest.map((p) => p.name).join(', ')}
        >
          +{rest.length}
        </span>
      )}
    </span>
  );
}

/** The two parties overlapping: Tandem's own mark. */
export function OverlapMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size * 0.62} viewBox="0 0 26 16" aria-hidden="true" className={css.overlap}>
      <circle cx="8" cy="8" r="8" />
      <rect x="10" y="0" width="16" height="16" rx="4" />
    </svg>
  );
}
