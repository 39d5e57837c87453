import { VERSION_NAME_MAX } from '@tandem/schema/story/rules';
import { RotateCcw, Tag } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { NameVersionDocument, RestoreVersionDocument } from './history.gql';
import { useAct } from '../../platform/act';
import { Button } from '../../ui/Button';
import { ConfirmDialog, Dialog, DialogActions } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';

interface MomentActionsProps {
  story: { id: string; key: string };
  seq: number;
  /** What the moment is called; null when it has no name. */
  name: string | null;
  /** False for the words as they stand. */
  restorable: boolean;
  onRestored: () => void;
}

/** What may be done with a moment: give it a name, or write its words back. */
export function MomentActions({ story, seq, name, restorable, onRestored }: MomentActionsProps) {
  const [asked, setAsked] = useState<'name' | 'restore' | null>(null);
  const [restore, restoring] = useAct(RestoreVersionDocument, 'The words were not restored');
  const close = () => setAsked(null);
  const writeBack = async () => {
    const done = await restore({ storyId: story.id, seq });
    if (!done) return;
    close();
    toast('The words are back', { detail: 'What stood before is in the history, too.' });
    onRestored();
  };
  return (
    <>
      <Button size="small" icon={<Tag size={15} aria-hidden />} onPress={() => setAsked('name')}>
        {name === null ? 'Name this version' : 'Rename'}
      </Button>
      {restorable && (
        <Button
          size="small"
          variant="primary"
          icon={<RotateCcw size={15} aria-hidden />}
          onPress={() => setAsked('restore')}
        >
          Restore these words
        </Button>
      )}
      {asked === 'name' && <NameDialog storyId={story.id} seq={seq} name={name} onClose={close} />}
      {asked === 'restore' && (
        <ConfirmDialog
          title={`Restore ${story.key} as it stood?`}
          confirm="Restore"
          isOpen
          isPending={restoring}
          onClose={close}
          onConfirm={() => void writeBack()}
        >
          <p>
            Title, story and criteria go back to these words, as an edit of yours that everybody sees at once. Nothing
            is lost: the words as they stand now stay in the history.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface NameDialogProps {
  storyId: string;
  seq: number;
  name: string | null;
  onClose: () => void;
}

function NameDialog({ storyId, seq, name, onClose }: NameDialogProps) {
  const [typed, setTyped] = useState(name ?? '');
  const [asked, setAsked] = useState(false);
  const [save, saving] = useAct(NameVersionDocument, 'The version was not named');
  const give = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === '') setAsked(true);
    else if (await save({ storyId, seq, name: typed.trim() })) onClose();
  };
  return (
    <Dialog title="Name this version" size="small" isOpen onClose={onClose}>
      <form onSubmit={(event) => void give(event)} noValidate>
        <TextField
          label="Name"
          hint="Such as “Before the demo”. Both parties see it."
          error={asked && typed.trim() === '' ? 'Write a name, so that it is found again.' : undefined}
          value={typed}
          maxLength={VERSION_NAME_MAX}
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={saving}>
            Save the name
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
