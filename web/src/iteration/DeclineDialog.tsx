import { DECLINE_REASON_MAX } from '@tandem/schema/iteration/rules';
import { type FormEvent, useState } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import type { StoryCard } from '../story/story-optimism';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { TextArea } from '../ui/TextField';

interface DeclineDialogProps {
  story: StoryCard;
  onClose: () => void;
  onGive: (reason: string) => void;
}

/** Not committing is an answer, and the other side reads why. */
export default function DeclineDialog({ story, onClose, onGive }: DeclineDialogProps) {
  const { me } = usePartnership();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const give = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') setAsked(true);
    else onGive(reason.trim());
  };
  return (
    <Dialog title={`Decline ${story.key}?`} isOpen onClose={onClose}>
      <form onSubmit={give}>
        <TextArea
          label={`Why does ${me.party.name} not commit to it?`}
          hint="Both parties read this beside the story. It stays in the backlog, and you can take it back."
          error={asked && reason.trim() === '' ? 'Write a sentence, so that the other party knows why.' : undefined}
          value={reason}
          maxLength={DECLINE_REASON_MAX}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Decline it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
