import type { Editor } from '@tiptap/core';
import { Link } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Button, IconButton } from '../ui/Button';
import { TextField } from '../ui/TextField';
import { toSafeLink } from './safe-link';
import css from './EditorToolbar.module.css';
import menu from '../ui/Menu.module.css';

/** Puts a link on the selected words, or changes the one they have. */
export function LinkButton({ editor }: { editor: Editor | null }) {
  const [open, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton size="small" label="Link" isDisabled={!editor} icon={<Link size={16} aria-hidden />} />
      <Popover className={menu.popover!} placement="bottom start">
        <Dialog aria-label="Link">{editor && <LinkForm editor={editor} onDone={() => setOpen(false)} />}</Dialog>
      </Popover>
    </DialogTrigger>
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
      chain.setLink({ href }).run();
    }
  };
  return (
    <form className={css.link} onSubmit={apply} noValidate>
      <TextField
        label="Address"
        inputMode="url"
        autoFocus
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
              editor.chain().focus().extendMarkRange('link').unsetLink().run();
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
