import type { AnyExtension } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList } from '@tiptap/extension-list/bullet-list';
import { ListItem } from '@tiptap/extension-list/item';
import { ListKeymap } from '@tiptap/extension-list/keymap';
import { OrderedList } from '@tiptap/extension-list/ordered-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Placeholder } from '@tiptap/extensions/placeholder';
import type * as Y from 'yjs';
import type { LiveDocument } from '../live/live-document';
import { NarrativeLink } from './narrative-link';
import type { StoryUndo } from './story-undo';
import { caret, caretSelection } from './caret';
import { Inks } from './ink-decorations';

interface Shared {
  fragment: Y.XmlFragment;
  live: LiveDocument;
  undo: StoryUndo;
  placeholder: string;
}

/** What every co-written body has: the document's text, its peers' carets, the page's undo, the inks. */
function shared({ fragment, live, undo, placeholder }: Shared): AnyExtension[] {
  return [
    Text,
    Bold,
    Italic,
    Code,
    Placeholder.configure({ placeholder }),
    Collaboration.configure({ fragment, yUndoOptions: { undoManager: undo } }),
    CollaborationCaret.configure({
      provider: { awareness: live.presence.awareness },
      render: caret,
      selectionRender: caretSelection,
    }),
    Inks.configure({ fragment, partyOf: (clientId) => live.writers.get(clientId)?.party.kind }),
  ];
}

/** The page has its h1 and h2 already, so a narrative's own headings start below them. */
const NarrativeHeading = Heading.extend({
  renderHTML({ node, HTMLAttributes }) {
    const level: unknown = node.attrs.level;
    return [`h${(level === 1 || level === 2 ? level : 3) + 2}`, HTMLAttributes, 0];
  },
}).configure({ levels: [1, 2, 3] });

export const narrativeExtensions = (options: Shared): AnyExtension[] => [
  Document,
  Paragraph,
  HardBreak,
  NarrativeHeading,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
  CodeBlock,
  NarrativeLink,
  ...shared(options),
];

/** Plain sentences or Given/When/Then lines: one paragraph each. */
const Lines = Document.extend({ content: 'paragraph+' });

export const criterionExtensions = (options: Shared & { keys: AnyExtension }): AnyExtension[] => [
  Lines,
  Paragraph,
  options.keys,
  ...shared(options),
];
