interface DiffPart {
  kind: 'SAME' | 'ADDED' | 'REMOVED';
  text: string;
}

/** A word diff: what was put in as `ins`, what was taken out as `del`; `without` leaves one of both out. */
export function DiffWords({ parts, without }: { parts: readonly DiffPart[]; without?: 'ADDED' | 'REMOVED' }) {
  return parts.map(({ kind, text }, index) => {
    if (kind === without) return null;
    // The parts of one answer never move, so that their place names them.
    const key = `${index}`;
    if (kind === 'ADDED') return <ins key={key}>{text}</ins>;
    if (kind === 'REMOVED') return <del key={key}>{text}</del>;
    return <span key={key}>{text}</span>;
  });
}
