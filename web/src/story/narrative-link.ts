import { InputRule, Mark, mergeAttributes } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { isSafeLink, toSafeLink } from './safe-link';

/**
 * Links in a narrative. Only the address is taken from the document, and only a safe one is ever shown: a hostile peer can
 * write anything into it. A third of the size of Tiptap's own, which brings a parser for every domain there is.
 */
export const NarrativeLink = Mark.create({
  name: 'link',
  inclusive: false,
  exitable: true,
  addAttributes() {
    return { href: { default: null } };
  },
  parseHTML() {
    return [{ tag: 'a[href]', getAttrs: (element) => (isSafeLink(element.getAttribute('href') ?? '') ? null : false) }];
  },
  renderHTML({ HTMLAttributes }) {
    const href: unknown = HTMLAttributes.href;
    const rel = { target: '_blank', rel: 'noopener noreferrer nofollow' };
    return ['a', typeof href === 'string' && isSafeLink(href) ? mergeAttributes(rel, { href }) : rel, 0];
  },
  addInputRules() {
    // An address becomes a link when the space after it is typed.
    return [
      new InputRule({
        find: /(?:^|\s)(https?:\/\/\S+\.\S+)\s$/,
        handler: ({ state, range, match }) => {
          const address = match[1] ?? '';
          if (!isSafeLink(address)) return null;
          const from = range.from + match[0].indexOf(address);
          state.tr.insertText(' ', range.to).addMark(from, from + address.length, this.type.create({ href: address }));
          return undefined;
        },
      }),
    ];
  },
  addProseMirrorPlugins() {
    const { type } = this;
    return [
      new Plugin({
        props: {
          // An address pasted over selected words links them.
          handlePaste(view, event) {
            const href = toSafeLink(event.clipboardData?.getData('text/plain') ?? '');
            const { from, to, empty } = view.state.selection;
            if (empty || href === null) return false;
            view.dispatch(view.state.tr.addMark(from, to, type.create({ href })));
            return true;
          },
        },
      }),
    ];
  },
});
