import { useEffect, useEffectEvent, useId, useState } from 'react';
import { announce } from '../../ui/announce';
import { PARTY_WORD, PartyMark } from '../../ui/PartyMark';
import { type Member, usePartnership } from '../use-partnership';
import css from './MentionList.module.css';
import { type Typed, typedMention, writeMention } from './mention-text';

const SHOWN_MAX = 6;
const HEIGHT = SHOWN_MAX * 44 + 10;

/** The members whose names fit what is typed after an @. The focus stays in the text: arrows choose, Enter or Tab writes the name. */
export default function MentionList() {
  const { members, me } = usePartnership();
  const [typed, setTyped] = useState<Typed | null>(typedMention);
  const [active, setActive] = useState(0);
  /** Escape puts the list away for as long as this same name is typed on. */
  const [dismissed, setDismissed] = useState<string | null>(null);
  const id = useId();

  const found = typed ? fitting(members, me.id, typed.query) : [];
  const open = typed !== null && found.length > 0 && !(dismissed !== null && typed.query.startsWith(dismissed));
  const chosen = Math.min(active, found.length - 1);

  const look = useEffectEvent(() => {
    const now = typedMention();
    setTyped(now);
    if (now?.query !== typed?.query) setActive(0);
    if (!now) setDismissed(null);
  });
  const write = (member: Member) => {
    if (typed) writeMention(typed, member.name);
    setTyped(null);
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const member = found[chosen];
    if (step) setActive((chosen + step + found.length) % found.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && member) write(member);
    else if (event.key === 'Escape') setDismissed(typed?.query ?? '');
    else return;
    event.preventDefault();
    // Neither the editor nor a dialog around it has anything to do with this key.
    event.stopImmediatePropagation();
  });
  useEffect(() => {
    const hear = () => look();
    const hearKey = (event: KeyboardEvent) => press(event);
    const events = ['input', 'selectionchange', 'focusout'];
    for (const name of events) document.addEventListener(name, hear);
    addEventListener('scroll', hear, true);
    addEventListener('keydown', hearKey, true);
    return () => {
      for (const name of events) document.removeEventListener(name, hear);
      removeEventListener('scroll', hear, true);
      removeEventListener('keydown', hearKey, true);
    };
  }, []);

  const field = typed?.field;
  const activeId = open ? `${id}-${chosen}` : null;
  useEffect(() => {
    if (!field || !activeId) return;
    field.setAttribute('aria-controls', id);
    field.setAttribute('aria-activedescendant', activeId);
    return () => {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    };
  }, [field, activeId, id]);
  useEffect(() => {
    if (open) announce('Names to mention: arrows choose, Enter writes it, Escape leaves');
  }, [open]);

  if (!open || !typed) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Mention somebody"
      data-overlay=""
      className={css.list}
      style={placed(typed.place)}
    >
      {found.map((member, index) => (
        <button
          key={member.id}
          id={`${id}-${index}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={css.option}
          // The focus stays in the text.
          onMouseDown={(event) => event.preventDefault()}
          onPointerMove={() => setActive(index)}
          onClick={() => write(member)}
        >
          <PartyMark kind={member.party.kind} initials={member.initials} size={24} />
          <span className={css.words}>
            {member.name}
            <small>
              {PARTY_WORD[member.party.kind]}
              {member.title && ` · ${member.title}`}
            </small>
          </span>
        </button>
      ))}
    </div>
  );
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');

/** Those whose name, or one of its words, begins so; nobody mentions themselves. */
function fitting(members: readonly Member[], myId: string, query: string): Member[] {
  const wanted = plain(query);
  const named = members.filter(({ id }) => id !== myId);
  if (named.some(({ name }) => wanted.startsWith(`${plain(name)} `))) return [];
  return named
    .filter(({ name }) => plain(name).startsWith(wanted) || plain(name).includes(` ${wanted}`))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, SHOWN_MAX);
}

/** Below the caret, or above it where there is no room below; never over the edge of the window. */
function placed({ left, top, bottom }: Typed['place']) {
  const inside = { left: Math.max(8, Math.min(left, innerWidth - 268)) };
  return bottom + HEIGHT > innerHeight && top > HEIGHT
    ? { ...inside, bottom: innerHeight - top + 4 }
    : { ...inside, top: bottom + 4 };
}
