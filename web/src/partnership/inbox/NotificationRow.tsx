import { useRouter } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import type { MouseEvent } from 'react';
import { ago } from '../../platform/time';
import { IconButton } from '../../ui/Button';
import { OverlapMark, PartyMark } from '../../ui/PartyMark';
import { usePartnership } from '../use-partnership';
import css from './InboxPage.module.css';
import type { Notification } from './use-inbox';

export function NotificationRow({
  notification: { text, at, readAt, path, actor },
  now,
  onRead,
}: {
  notification: Notification;
  now: Date;
  onRead: () => void;
}) {
  const { slug } = usePartnership();
  const { history } = useRouter();
  const href = `/p/${slug}${path}`;
  const open = (event: MouseEvent) => {
    onRead();
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <li className={css.row} data-unread={!readAt || undefined}>
      <a href={href} className={css.link} onClick={open}>
        <span className={css.mark}>
          {actor ? (
            <PartyMark kind={actor.party.kind} initials={actor.initials} size={32} />
          ) : (
            <OverlapMark size={28} />
          )}
        </span>
        <span className={css.words}>
          <span className={css.text}>
            {!readAt && <span className="visually-hidden">Unread: </span>}
            {text}
          </span>
          <time dateTime={at} className={css.when}>
            {ago(at, now)}
          </time>
        </span>
      </a>
      {!readAt && (
        <IconButton label={`Mark as read: ${text}`} icon={<Check size={16} aria-hidden />} onPress={onRead} />
      )}
    </li>
  );
}
