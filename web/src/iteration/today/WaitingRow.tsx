import { useRouter } from '@tanstack/react-router';
import { Clock4 } from 'lucide-react';
import type { MouseEvent } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { ago } from '../../platform/time';
import { PartyMarkStack } from '../../ui/PartyMark';
import { dueWords } from '../promise/promise-words';
import { OneTap } from './OneTap';
import css from './Waiting.module.css';
import { doingWords, KIND_ICON, refWords, subjectWords, type Waiting } from './waiting-words';

interface WaitingRowProps {
  item: Waiting;
  now: Date;
  /** It is the reader's to do: then a step that needs no reading is one press away. */
  isMine: boolean;
  namesPeople: boolean;
}

/** One thing that waits; the whole row leads to where it is done. */
export function WaitingRow({ item, now, isMine, namesPeople }: WaitingRowProps) {
  const { slug } = usePartnership();
  const { history } = useRouter();
  const href = `/p/${slug}${item.path}`;
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(href);
  };
  const Icon = KIND_ICON[item.kind];
  const isLate = item.dueAt !== null && Date.parse(item.dueAt) <= now.getTime();
  const ref = refWords(item);
  return (
    <li className={css.row} data-kind={item.kind} data-late={isLate || undefined}>
      <span className={css.icon}>
        <Icon size={17} aria-hidden />
      </span>
      <div className={css.words}>
        <p className={css.doing}>
          {doingWords(item)}
          {ref && <span className={css.ref}>{ref}</span>}
        </p>
        <a href={href} onClick={open} className={css.subject}>
          {subjectWords(item)}
        </a>
        {item.detail && item.kind === 'STORY_RETURNED' && <p className={css.detail}>“{item.detail}”</p>}
      </div>
      <div className={css.end}>
        <When item={item} now={now} isLate={isLate} />
        {item.members.length > 0 && namesPeople && <PartyMarkStack people={item.members} max={3} size={20} />}
        {isMine && <OneTap item={item} isLate={isLate} />}
      </div>
    </li>
  );
}

function When({ item: { kind, dueAt, since }, now, isLate }: { item: Waiting; now: Date; isLate: boolean }) {
  if (kind === 'STANDUP_TO_POST') return <span className={css.when}>today</span>;
  if (dueAt !== null)
    return (
      <time dateTime={dueAt} className={css.when} data-soon={isLate || undefined}>
        {isLate && <Clock4 size={13} aria-hidden />}
        {dueWords(dueAt, now)}
      </time>
    );
  return (
    <time dateTime={since} className={css.when}>
      {ago(since, now)}
    </time>
  );
}
