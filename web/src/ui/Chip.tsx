import type { ReactNode } from 'react';
import css from './Chip.module.css';

export type ChipTone = 'plain' | 'client' | 'vendor' | 'accept' | 'return';

/** A small fact. Tone never stands alone: the words say the same, and accept and return take an icon too. */
export function Chip({ tone = 'plain', icon, children }: { tone?: ChipTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={css.chip} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
