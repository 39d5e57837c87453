import { REASON_MAX, type StoryState } from '@tandem/schema/story/rules';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { TextArea } from '../ui/TextField';
import type { StoryCard } from './story-optimism';

interface ReasonDialogProps {
  story: StoryCard;
  to: StoryState;
  onClose: () => void;
  onGive: (reason: string) => void;
}

/** Returning or dropping a story is read by the other side for months: it is given with a reason. */
export default function ReasonDialog({ story, to, onClose, onGive }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const returning = to === 'RETURNED';
  const give = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') setAsked(true);
    else onGive(reason.trim());
  };
  return (
    <Dialog title={returning ? `Return ${story.key}?` : `Drop ${story.key}?`} isOpen onClose={onClose}>
      <form onSubmit={give}>
        <TextArea
          label={returning ? 'What is missing?' : 'Why will it not be built?'}
          hint="Both parties see this on the story."
          error={asked && reason.trim() === '' ? 'Write a sentence, so that the other party knows why.' : undefined}
          value={reason}
          maxLength={REASON_MAX}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant={returning ? 'primary' : 'danger'}>
            {returning ? 'Return it' : 'Drop it'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
