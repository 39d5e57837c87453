import { CloudOff, RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useConnection } from '../platform/socket';
import { announce } from '../ui/announce';
import css from './Shell.module.css';

/** Says when others' changes stop arriving, and when they do again. Quiet while all is well. */
export function ConnectionState() {
  const state = useConnection();
  const wasOffline = useRef(false);
  useEffect(() => {
    if (state === 'offline' && !wasOffline.current) {
      wasOffline.current = true;
      announce('You are offline. Others’ changes will show when you are connected again.', { assertive: true });
    } else if (state === 'live' && wasOffline.current) {
      wasOffline.current = false;
      announce('Connected again.');
    }
  }, [state]);
  if (state === 'offline')
    return (
      <span
        className={css.connection}
        data-state="offline"
        title="Others’ changes will show when you are connected again. Tandem goes on trying."
      >
        <CloudOff size={15} aria-hidden /> Offline
      </span>
    );
  if (state === 'connecting')
    return (
      <span className={css.connection} data-state="connecting">
        <RefreshCw size={15} aria-hidden /> Connecting
      </span>
    );
  return state === 'live' ? (
    <span className={css.connection} data-state="live" title="Everyone’s changes show as they are made.">
      <span className={css.dot} aria-hidden="true" /> Live
    </span>
  ) : null;
}
