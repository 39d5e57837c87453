import { Bell, CheckCheck, Settings2 } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayWords, useNow } from '../../platform/time';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { usePartnership } from '../use-partnership';
import css from './InboxPage.module.css';
import { NotificationRow } from './NotificationRow';
import { type Notification, useInbox } from './use-inbox';

/** What the viewer was told, by day; opening something reads it. */
export default function InboxPage() {
  const { name, slug } = usePartnership();
  const [unreadOnly, setUnreadOnly] = useState(false);
  const { notifications, unreadCount, more, error, retry, read } = useInbox(unreadOnly);
  const now = useNow();
  return (
    <Page
      title="Inbox"
      context={name}
      lede="What you were told. Only you see it."
      width="reading"
      actions={
        <>
          <Button
            icon={<CheckCheck size={16} aria-hidden />}
            isDisabled={unreadCount === 0}
            onPress={() => void read('all')}
          >
            Mark all as read
          </Button>
          <Link to="/p/$slug/settings" params={{ slug }} hash="told" className={css.choose}>
            <Settings2 size={16} aria-hidden />
            What I am told
          </Link>
        </>
      }
    >
      <div className={css.filter} role="group" aria-label="Show">
        {[false, true].map((only) => (
          <button
            key={String(only)}
            type="button"
            aria-pressed={unreadOnly === only}
            onClick={() => setUnreadOnly(only)}
          >
            {only ? `Unread${unreadCount > 0 ? ` (${unreadCount})` : ''}` : 'All'}
          </button>
        ))}
      </div>
      {!notifications && (error ? <Problem onRetry={retry} /> : <PageSkeleton label="Opening the inbox" rows={4} />)}
      {notifications?.length === 0 && <Nothing unreadOnly={unreadOnly} />}
      {byDay(notifications ?? [], now).map(([day, some]) => (
        <section key={day} className={css.day} aria-label={day}>
          <h2>{day}</h2>
          <ul className={css.list}>
            {some.map((notification) => (
              <NotificationRow
                key={notification.id}
                notification={notification}
                now={now}
                onRead={() => void read([notification])}
              />
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <div>
          <Button onPress={more}>Show older</Button>
        </div>
      )}
    </Page>
  );
}

function Nothing({ unreadOnly }: { unreadOnly: boolean }) {
  return unreadOnly ? (
    <EmptyState icon={<CheckCheck size={22} aria-hidden />} title="You have read everything">
      Whatever comes next shows here, and on the bell above.
    </EmptyState>
  ) : (
    <EmptyState icon={<Bell size={22} aria-hidden />} title="Nothing to tell you yet">
      You are told here when somebody writes @ and your name, asks your party a question, wants your signature, or
      raises a concern. What matters at once comes by e-mail too.
    </EmptyState>
  );
}

const byDay = (notifications: readonly Notification[], now: Date): [day: string, some: Notification[]][] => [
  ...Map.groupBy(notifications, ({ at }) => dayWords(at, now)),
];
