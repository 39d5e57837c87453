import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/Button';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverDialog, startsInField } from '../ui/PopoverDialog';
import { TextField } from '../ui/TextField';
import css from './EditorToolbar.module.css';
import { toSafeLink } from './safe-link';

/** Puts a link on the selected words, or changes the one they have. */
export default function LinkPopover({ editor, ...anchor }: PopoverAnchor & { editor: Editor }) {
  return (
    <PopoverDialog {...anchor} label="Link" className={css.linkDialog!}>
      <LinkForm editor={editor} onDone={anchor.onClose} />
    </PopoverDialog>
  );
}

function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const current: unknown = editor.getAttributes('link').href;
  const [address, setAddress] = useState(typeof current === 'string' ? current : '');
  const [refused, setRefused] = useState(false);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const href = toSafeLink(address);
    if (href === null) {
      setRefused(true);
      return;
    }
    onDone();
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !editor.isActive('link')) {
      chain.insertContent({ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
    } else {
      chain.setMark('link', { href }).run();
    }
  };
  return (
    <form className={css.link} onSubmit={apply} noValidate>
      <TextField
        label="Address"
        inputMode="url"
        autoFocus={startsInField()}
        placeholder="https://"
        value={address}
        error={refused ? 'Enter a web address that starts with https://, or an e-mail address.' : undefined}
        onChange={(event) => {
          setAddress(event.target.value);
          setRefused(false);
        }}
      />
      <div className={css.linkActions}>
        {typeof current === 'string' && (
          <Button
            variant="quiet"
            onPress={() => {
              onDone();
              editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
            }}
          >
            Remove link
          </Button>
        )}
        <Button type="submit" variant="primary">
          Apply
        </Button>
      </div>
    </form>
  );
}
