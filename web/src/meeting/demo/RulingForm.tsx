import { RuleOnDispute } from '@tandem/schema/meeting/inputs';
import type { Ruling } from '@tandem/schema/meeting/outcome';
import { DISPUTE_REASON_MAX } from '@tandem/schema/meeting/rules';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/SelectField';
import { TextArea } from '../../ui/TextField';
import { useDraft } from '../draft';
import type { Meeting } from '../meeting';
import { RuleOnDisputeDocument } from './demo-acts.gql';
import css from './Dispute.module.css';
import type { Demo } from './verdict-words';

const FORM = v.object({
  ...RuleOnDispute.entries,
  ruling: v.pipe(v.optional(v.string(), ''), v.picklist(['ACCEPT', 'RETURN'], 'Choose how you rule.')),
});

/** A sponsor's ruling for their own party; given anew it takes the earlier one's place. */
export function RulingForm({ meeting, demo, given }: { meeting: Meeting; demo: Demo; given: Ruling | undefined }) {
  const { me } = usePartnership();
  const [note, setNote] = useDraft(`${meeting.id}:ruling:${demo.story.id}`);
  const form = useForm(FORM, async (words) => {
    await act(RuleOnDisputeDocument, { meetingId: meeting.id, storyId: demo.story.id, ...words });
    setNote('');
    announce(`Ruled for ${me.party.name}.`);
  });
  return (
    <form className={css.form} onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <Choices<Ruling>
        label={given ? `Rule anew for ${me.party.name}` : `Rule for ${me.party.name}`}
        name="ruling"
        {...(given && { defaultValue: given })}
        options={[
          { value: 'ACCEPT', label: 'Accept it', hint: 'the story counts as done' },
          { value: 'RETURN', label: 'Return it', hint: 'it is worked on again' },
        ]}
      />
      {form.errors.ruling && (
        <p className={css.problem} role="alert">
          {form.errors.ruling}
        </p>
      )}
      <TextArea
        label="Why?"
        hint="Both sides read it, and it stays in the minutes."
        name="note"
        rows={2}
        maxLength={DISPUTE_REASON_MAX}
        error={form.errors.note}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={css.actions}>
        <Button type="submit" variant="primary" isPending={form.pending}>
          Rule so
        </Button>
      </div>
    </form>
  );
}
