import { EscalateDispute } from '@tandem/schema/meeting/inputs';
import { DISPUTE_REASON_MAX } from '@tandem/schema/meeting/rules';
import { ArrowUpFromLine } from 'lucide-react';
import { useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/TextField';
import { useDraft } from '../draft';
import type { Meeting } from '../meeting';
import { EscalateDisputeDocument } from './demo-acts.gql';
import css from './Dispute.module.css';
import { anyOf, whoRules } from './sponsors';
import type { Demo } from './verdict-words';

/** Takes a disagreement to both parties' sponsors, with a reason that they read. */
export function EscalateForm({ meeting, demo }: { meeting: Meeting; demo: Demo }) {
  const { parties, members } = usePartnership();
  const [reason, setReason] = useDraft(`${meeting.id}:dispute:${demo.story.id}`);
  const [asked, setAsked] = useState(false);
  const form = useForm(EscalateDispute, async (words) => {
    await act(EscalateDisputeDocument, { meetingId: meeting.id, storyId: demo.story.id, ...words });
    setReason('');
    announce('It is with the sponsors of both parties.');
  });
  const close = () => {
    setAsked(false);
    setReason('');
  };
  if (!asked && !reason)
    return (
      <Button size="small" icon={<ArrowUpFromLine size={15} aria-hidden />} onPress={() => setAsked(true)}>
        Take it to the sponsors…
      </Button>
    );
  const who = parties.map(({ id }) => anyOf(whoRules(members, id).map(({ name }) => name))).join(' and ');
  return (
    <form className={css.form} onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <TextArea
        label="What do you disagree about?"
        hint={`Read and ruled on by ${who}. When both rule alike, that is the outcome.`}
        name="reason"
        maxLength={DISPUTE_REASON_MAX}
        error={form.errors.reason}
        value={reason}
        autoFocus={asked}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={css.actions}>
        <Button onPress={close}>Leave it</Button>
        <Button type="submit" variant="primary" isPending={form.pending}>
          Take it to the sponsors
        </Button>
      </div>
    </form>
  );
}
