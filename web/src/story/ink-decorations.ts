import { Extension } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { inkRuns } from './inks';

type PartyKind = 'CLIENT' | 'VENDOR';

interface InkState {
  on: boolean;
  marks: DecorationSet;
}

const inkKey = new PluginKey<InkState>('inks');

interface InkOptions {
  fragment: Y.XmlFragment;
  partyOf: (clientId: number) => PartyKind | undefined;
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    inks: {
      /** Shows or hides whose words are whose. */
      showInks: (on: boolean) => ReturnType;
    };
  }
}

/** Underlines and tints each run of words in its writer's ink, from the Yjs items themselves. */
export const Inks = Extension.create<InkOptions>({
  name: 'inks',
  addCommands() {
    return {
      showInks:
        (on) =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setMeta(inkKey, { on }).setMeta('addToHistory', false));
          return true;
        },
    };
  },
  addProseMirrorPlugins() {
    const { fragment, partyOf } = this.options;
    const draw = (state: EditorState) => DecorationSet.create(state.doc, decorationsOf(fragment, state, partyOf));
    return [
      new Plugin<InkState>({
        key: inkKey,
        state: {
          init: () => ({ on: false, marks: DecorationSet.empty }),
          apply(tr, previous, _old, state) {
            const asked = tr.getMeta(inkKey) as { on?: boolean } | undefined;
            const on = asked?.on ?? previous.on;
            if (!on) return { on, marks: DecorationSet.empty };
            return { on, marks: asked ? draw(state) : previous.marks.map(tr.mapping, tr.doc) };
          },
        },
        props: { decorations: (state) => inkKey.getState(state)?.marks },
        view(view) {
          let frame = 0;
          // The Yjs items change after the editor's own state, so the inks follow in the next frame.
          const follow = () => {
            if (!inkKey.getState(view.state)?.on) return;
            cancelAnimationFrame(frame);
            frame = requestAnimationFrame(() =>
              view.dispatch(view.state.tr.setMeta(inkKey, {}).setMeta('addToHistory', false)),
            );
          };
          fragment.observeDeep(follow);
          return {
            destroy() {
              cancelAnimationFrame(frame);
              fragment.unobserveDeep(follow);
            },
          };
        },
      }),
    ];
  },
});

function decorationsOf(fragment: Y.XmlFragment, state: EditorState, partyOf: InkOptions['partyOf']): Decoration[] {
  const found: Decoration[] = [];
  const end = state.doc.content.size;
  walk(fragment, 0, state.schema, (text, start) => {
    for (const { from, to, party } of inkRuns(text, partyOf)) {
      if (start + to <= end)
        found.push(Decoration.inline(start + from, start + to, { class: 'ink', 'data-party': party }));
    }
  });
  return found;
}

/** Walks the Yjs tree counting ProseMirror positions: a text its characters, a leaf 1, any other element its content and 2. */
function walk(
  node: Y.XmlFragment,
  position: number,
  schema: Schema,
  visit: (text: Y.Text, start: number) => void,
): number {
  let at = position;
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) {
      visit(child, at);
      at += child.length;
    } else if (child instanceof Y.XmlElement) {
      at = schema.nodes[child.nodeName]?.isLeaf ? at + 1 : walk(child, at + 1, schema, visit) + 1;
    }
  }
  return at;
}
