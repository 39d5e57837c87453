import css from './Keys.module.css';
import { keyCaps } from './shortcuts';

/** Key caps, such as Ctrl K. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={css.keys}>
      {keyCaps(keys).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
