import { narrativeOf } from '@tandem/schema/story/document';
import { NARRATIVE_MAX } from '@tandem/schema/story/rules';
import type { Editor } from '@tiptap/core';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { LiveDocument } from '../live/live-document';
import { useLiveStatus } from '../live/use-live-document';
import { BodyEditor } from './BodyEditor';
import { CriteriaList } from './CriteriaList';
import { narrativeExtensions } from './editor-extensions';
import { InkShares } from './InkShares';
import { TitleEditor } from './TitleEditor';
import { useStoryUndo } from './use-document';
import { useInks } from './use-inks';
import css from './StoryDocument.module.css';

/** Its buttons only format: the words can be read and written before they are there. */
const EditorToolbar = lazy(() => import('./EditorToolbar'));

/** The co-written part of a story: title, narrative and criteria, with one toolbar and one undo for all of them. */
export function StoryDocument({ live, focusTitle }: { live: LiveDocument; focusTitle: boolean }) {
  const { writable } = useLiveStatus(live);
  const undo = useStoryUndo(live);
  const [inks, setInks] = useInks();
  const [active, setActive] = useState<Editor | null>(null);
  const narrative = useRef<Editor | null>(null);
  const extensions = useMemo(
    () =>
      narrativeExtensions({
        fragment: narrativeOf(live.doc),
        live,
        undo,
        placeholder: 'Who needs it, what they want to do, and why it matters to the business.',
      }),
    [live, undo],
  );
  const onReady = useCallback((editor: Editor) => {
    narrative.current = editor;
    setActive((current) => current ?? editor);
  }, []);
  const onFocus = useCallback(
    (editor: Editor) => {
      undo.step();
      setActive(editor);
    },
    [undo],
  );
  return (
    <div className={css.document} data-mentions>
      <TitleEditor
        live={live}
        undo={undo}
        editable={writable}
        inks={inks}
        autoFocus={focusTitle}
        onLeave={() => narrative.current?.commands.focus('end')}
      />
      <div className={css.tools}>
        <Suspense fallback={null}>
          <EditorToolbar editor={active} undo={undo} editable={writable} inks={inks} onInks={setInks} />
        </Suspense>
      </div>
      <section className={css.narrative} aria-labelledby="narrative-heading">
        <h2 id="narrative-heading" className={css.heading}>
          Story
        </h2>
        <BodyEditor
          live={live}
          extensions={extensions}
          label="Narrative"
          field="narrative"
          editable={writable}
          maxLength={NARRATIVE_MAX}
          inks={inks}
          onFocus={onFocus}
          onReady={onReady}
        />
      </section>
      <CriteriaList live={live} undo={undo} editable={writable} inks={inks} onFocus={setActive} />
      <footer className={css.shares}>
        <InkShares live={live} />
      </footer>
    </div>
  );
}
