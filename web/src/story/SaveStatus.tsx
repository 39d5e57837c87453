import { Check, CloudOff, LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LiveDocument } from '../live/live-document';
import { useLiveStatus } from '../live/use-live-document';
import { announce } from '../ui/announce';
import css from './SaveStatus.module.css';

/** A save that takes no longer than this is shown as saved all along: the mark must not flicker at each key. */
const SAVING_SHOWS_AFTER_MS = 400;

const edits = (count: number) => (count === 1 ? '1 edit' : `${count} edits`);

/** Whether everything typed is durable on the server: saved, saving, or why not, with the number of edits that are not. */
export function SaveStatus({ live }: { live: LiveDocument }) {
  const { connection, synced, writable, unsaved, lastSavedAt } = useLiveStatus(live);
  const [slow, setSlow] = useState(false);
  const waiting = unsaved > 0;
  /** Its words do not reach the disk: the server is away, or cannot take them. */
  const isAway = connection === 'offline' || (connection === 'failing' && waiting);
  const wasAway = useRef(false);

  useEffect(() => {
    if (!waiting) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), SAVING_SHOWS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waiting]);

  useEffect(() => {
    if (isAway) {
      if (connection === 'failing' && !wasAway.current)
        announce('Not saved. Your edits are kept on this device, and tried again.', { assertive: true });
      wasAway.current = true;
    } else if (connection === 'live' && wasAway.current && !waiting) {
      wasAway.current = false;
      announce('Everything is saved.');
    }
  }, [connection, isAway, waiting]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!live.safeToLeave) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [live]);

  if (isAway) {
    const offline = waiting ? `Offline · ${edits(unsaved)} not saved` : 'Offline';
    const goesOn = waiting ? 'kept on this device' : 'you can go on writing';
    return (
      <span className={css.status} data-state={connection} data-unsaved={unsaved}>
        <CloudOff size={15} aria-hidden />
        {connection === 'failing' ? `Not saved · ${edits(unsaved)}` : offline}
        <span className={css.more}>{connection === 'failing' ? 'kept on this device, and tried again' : goesOn}</span>
      </span>
    );
  }
  if (!synced || connection === 'failing') {
    return (
      <span className={css.status} data-state="connecting">
        <LoaderCircle size={15} aria-hidden /> {synced ? 'Opening again' : 'Opening'}
      </span>
    );
  }
  if (waiting && slow) {
    return (
      <span className={css.status} data-state="saving" data-unsaved={unsaved}>
        <LoaderCircle size={15} aria-hidden /> Saving {edits(unsaved)}
      </span>
    );
  }
  if (!writable) return <span className={css.status}>Reading only</span>;
  return (
    <span className={css.status} data-state={waiting ? 'saving' : 'saved'} data-unsaved={unsaved}>
      <Check size={15} aria-hidden /> Saved
      {lastSavedAt !== null && <span className={css.more}>{clock(lastSavedAt)}</span>}
    </span>
  );
}

const clock = (at: number) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
