import css from './Agreement.module.css';

/** A party’s shape without a person in it: it has not said yes, or not to these words. */
export const HollowMark = ({ kind }: { kind: 'CLIENT' | 'VENDOR' }) => (
  <span className={css.hollow} data-party={kind} aria-hidden="true" />
);
