import { sectionOf } from '@tandem/schema/partnership/sections';
import type { Editor } from '@tiptap/core';
import { TriangleAlert } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { LiveDocument } from '../../live/live-document';
import { useLiveStatus } from '../../live/use-live-document';
import { BodyEditor } from '../../story/BodyEditor';
import { narrativeExtensions } from '../../story/editor-extensions';
import { StoryUndo } from '../../story/story-undo';
import { useInks } from '../../story/use-inks';
import { Button } from '../../ui/Button';
import { Skeleton } from '../../ui/Skeleton';
import css from './CoWrittenPage.module.css';

const EditorToolbar = lazy(() => import('../../story/EditorToolbar'));

/** One part of a page that is written together. */
export interface PageSection {
  section: string;
  title: string;
  /** What belongs there, shown while nobody has written it. */
  placeholder: string;
  /** Whose it is; a part about one party has its ink at the edge. */
  party?: 'CLIENT' | 'VENDOR';
  /** What stands under its words, such as what changed in them. */
  after?: ReactNode;
}

interface CoWrittenPageProps {
  live: LiveDocument | null;
  sections: readonly PageSection[];
  maxLength: number;
  onReopen: () => Promise<void>;
}

/** A document of several parts as one sheet, with one toolbar and one undo; read-only until it is wholly there. */
export function CoWrittenPage({ live, ...page }: CoWrittenPageProps) {
  return live ? <Opened live={live} {...page} /> : <Waiting sections={page.sections} />;
}

function Opened({ live, onReopen, ...page }: CoWrittenPageProps & { live: LiveDocument }) {
  const { synced, refused, unsaved } = useLiveStatus(live);
  return (
    <>
      {refused && (
        <div className={css.refused} role="alert">
          <TriangleAlert size={18} aria-hidden />
          <p>
            {unsaved > 0 ? 'Your last edits were not accepted.' : 'This page can’t be followed any more.'}{' '}
            {refused.message}
          </p>
          <Button onPress={() => void onReopen()}>{unsaved > 0 ? 'Discard and reopen' : 'Try again'}</Button>
        </div>
      )}
      {synced ? <Sheet live={live} {...page} /> : !refused && <Waiting sections={page.sections} />}
    </>
  );
}

function Sheet({ live, sections, maxLength }: Omit<CoWrittenPageProps, 'live' | 'onReopen'> & { live: LiveDocument }) {
  const { writable } = useLiveStatus(live);
  const [inks, setInks] = useInks();
  const [active, setActive] = useState<Editor | null>(null);
  const names = sections.map(({ section }) => section).join(' ');
  const undo = useMemo(
    () =>
      new StoryUndo(
        live.doc,
        names.split(' ').map((name) => sectionOf(live.doc, name)),
      ),
    [live, names],
  );
  useEffect(() => () => undo.end(), [undo]);
  const onFocus = useCallback(
    (editor: Editor) => {
      undo.step();
      setActive(editor);
    },
    [undo],
  );
  return (
    <div className={css.sheet}>
      <div className={css.tools}>
        <Suspense fallback={null}>
          <EditorToolbar editor={active} undo={undo} editable={writable} inks={inks} onInks={setInks} />
        </Suspense>
      </div>
      {sections.map((section) => (
        <Part
          key={section.section}
          {...section}
          {...{ live, undo, inks, maxLength, onFocus }}
          editable={writable}
          onReady={(editor) => setActive((current) => current ?? editor)}
        />
      ))}
    </div>
  );
}

interface PartProps extends PageSection {
  live: LiveDocument;
  undo: StoryUndo;
  inks: boolean;
  editable: boolean;
  maxLength: number;
  onFocus: (editor: Editor) => void;
  onReady: (editor: Editor) => void;
}

function Part({ section, title, placeholder, party, after, live, undo, ...editor }: PartProps) {
  const extensions = useMemo(
    () => narrativeExtensions({ fragment: sectionOf(live.doc, section), live, undo, placeholder }),
    [live, section, undo, placeholder],
  );
  return (
    <section className={css.part} data-party={party} aria-labelledby={`part-${section}`}>
      <h2 id={`part-${section}`}>{title}</h2>
      <BodyEditor live={live} extensions={extensions} label={title} field={section} {...editor} />
      {after}
    </section>
  );
}

const Waiting = ({ sections }: { sections: readonly PageSection[] }) => (
  <div className={css.sheet} role="status">
    <span className="visually-hidden">Opening…</span>
    {sections.map(({ section, title }) => (
      <div key={section} className={css.part}>
        <p className={css.waitingTitle}>{title}</p>
        <Skeleton height={20} width="80%" />
      </div>
    ))}
  </div>
);
