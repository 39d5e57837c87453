import { TITLE_MAX } from '@tandem/schema/story/rules';
import { titleOf } from '@tandem/schema/story/document';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import * as Y from 'yjs';
import type { LiveDocument } from '../live/live-document';
import { inkRuns } from './inks';
import type { StoryUndo } from './story-undo';
import { bindTitle } from './title-binding';
import { partyOfWriter, type TitleCaret, useTitle, useTitleCarets } from './use-document';
import css from './TitleEditor.module.css';

interface TitleEditorProps {
  live: LiveDocument;
  undo: StoryUndo;
  editable: boolean;
  inks: boolean;
  autoFocus: boolean;
  /** Enter, or the arrow down on the last line: on to the narrative. */
  onLeave: () => void;
}

/** The co-written title: a text area, and under it a mirror of the same words that carries the inks and others' carets. */
export function TitleEditor({ live, undo, editable, inks, autoFocus, onLeave }: TitleEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const title = titleOf(live.doc);
  const value = useTitle(live.doc);
  const carets = useTitleCarets(live);

  useEffect(() => (field.current ? bindTitle(field.current, title) : undefined), [title]);
  useEffect(() => {
    if (autoFocus && editable) field.current?.focus();
  }, [autoFocus, editable]);

  const showCaret = () => {
    if (!field.current || document.activeElement !== field.current) return;
    const position = (index: number) => Y.createRelativePositionFromTypeIndex(title, index);
    const { selectionStart, selectionEnd } = field.current;
    live.presence.awareness.setLocalStateField('cursor', {
      anchor: position(selectionStart),
      head: position(selectionEnd),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const key = event.key.toLowerCase();
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter') onLeave();
    else if (command && key === 'z' && !event.shiftKey) undo.undo();
    else if (command && (key === 'y' || (key === 'z' && event.shiftKey))) undo.redo();
    else return;
    event.preventDefault();
  };

  return (
    <div className={css.title} data-empty={value === '' || undefined}>
      <div className={css.mirror} aria-hidden="true">
        {mirror(value, inks ? inkRuns(title, partyOfWriter(live)) : [], carets)}
        {'\u200b'}
      </div>
      <textarea
        ref={field}
        className={css.field}
        aria-label="Title"
        placeholder={editable ? 'Untitled story' : ''}
        rows={1}
        maxLength={TITLE_MAX}
        readOnly={!editable}
        spellCheck
        onKeyDown={onKeyDown}
        onSelect={showCaret}
        onFocus={() => {
          undo.step();
          live.presence.focus('title');
          showCaret();
        }}
        onBlur={() => {
          live.presence.blur('title');
          live.presence.awareness.setLocalStateField('cursor', null);
        }}
      />
    </div>
  );
}

function mirror(value: string, runs: { from: number; to: number; party: string }[], carets: TitleCaret[]) {
  const cuts = new Set([0, value.length, ...runs.flatMap(({ from, to }) => [from, to]), ...carets.map(({ at }) => at)]);
  const edges = [...cuts].filter((at) => at <= value.length).sort((a, b) => a - b);
  return edges.map((from, at) => {
    const to = edges[at + 1] ?? value.length;
    const party = runs.find((run) => run.from <= from && from < run.to)?.party;
    return (
      <span key={from}>
        {carets
          .filter((caret) => caret.at === from)
          .map((caret) => (
            <span key={caret.key} className="remote-caret" data-party={caret.party}>
              <span className="remote-flag">{caret.name}</span>
            </span>
          ))}
        {party ? (
          <span className="ink" data-party={party}>
            {value.slice(from, to)}
          </span>
        ) : (
          value.slice(from, to)
        )}
      </span>
    );
  });
}
