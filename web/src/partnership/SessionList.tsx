import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { SessionsDocument, SignOutSessionDocument } from './settings.gql';
import { send, toastRefusal } from '../platform/act';
import { ago, useNow } from '../platform/time';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { toast } from '../ui/toast';
import css from './SettingsPage.module.css';
import { shownByThePage } from '../platform/apollo';

export function SessionList() {
  const { data, error, refetch } = useQuery(SessionsDocument, { fetchPolicy: 'cache-and-network' });
  const [ending, setEnding] = useState<string | null>(null);
  const now = useNow();
  const end = async (sessionId: string) => {
    setEnding(sessionId);
    try {
      await send(SignOutSessionDocument, { sessionId });
      await refetch();
      toast('That session is signed out');
    } catch (refused) {
      toastRefusal('That session is still signed in', refused);
    } finally {
      setEnding(null);
    }
  };
  if (!data?.viewer)
    return error ? <Problem onRetry={() => refetch().catch(shownByThePage)} /> : <Skeleton height={52} />;
  return (
    <ul className={css.sessions}>
      {data.viewer.sessions.map((session) => (
        <li key={session.id} className={css.session}>
          <div>
            <p>{deviceOf(session.userAgent)}</p>
            <p>
              Since {ago(session.createdAt, now)}, last seen {ago(session.lastSeenAt, now)}
            </p>
          </div>
          {session.current ? (
            <Chip>This one</Chip>
          ) : (
            <Button
              size="small"
              onPress={() => void end(session.id)}
              isPending={ending === session.id}
              aria-label={`Sign out ${deviceOf(session.userAgent)}`}
            >
              Sign out
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** "Firefox on Windows": enough to recognise one's own device. */
function deviceOf(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? 'Edge'
    : /Firefox\//.test(userAgent)
      ? 'Firefox'
      : /Chrome\//.test(userAgent)
        ? 'Chrome'
        : /Safari\//.test(userAgent)
          ? 'Safari'
          : 'A program';
  const system =
    /iPhone|iPad/.exec(userAgent)?.[0] ??
    (/Android/.test(userAgent)
      ? 'Android'
      : /Windows/.test(userAgent)
        ? 'Windows'
        : /Mac OS/.test(userAgent)
          ? 'a Mac'
          : /Linux/.test(userAgent)
            ? 'Linux'
            : '');
  return system ? `${browser} on ${system}` : browser;
}
