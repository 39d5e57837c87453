import { AskQuestion } from '@tandem/schema/story/inputs';
import { DUE_DAYS_MAX } from '@tandem/schema/day';
import { QUESTION_MAX } from '@tandem/schema/story/rules';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { SelectField } from '../../ui/SelectField';
import { TextArea, TextField } from '../../ui/TextField';
import { AskQuestionDocument } from './ask-question.gql';
import css from './Questions.module.css';

const DAY_MS = 86_400_000;
/** Time to find out, and still this week’s. */
const USUAL_DAYS = 3;
const ASK = v.object({ ...AskQuestion.entries, toPartyId: v.string() });

const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toLocaleDateString('en-CA');

export function AskQuestionForm({ storyId, onClose }: { storyId: string; onClose: () => void }) {
  const { parties, me } = usePartnership();
  const { onSubmit, errors, problem, pending } = useForm(ASK, async (question) => {
    await act(AskQuestionDocument, { storyId, ...question });
    announce('The question is asked');
    onClose();
  });
  const other = parties.find(({ id }) => id !== me.party.id) ?? me.party;
  return (
    <form className={css.form} onSubmit={onSubmit} noValidate>
      <TextArea
        label="What do you need to know?"
        name="text"
        error={errors['text']}
        maxLength={QUESTION_MAX}
        autoFocus
      />
      <div className={css.fields}>
        <SelectField
          label="Who answers?"
          name="toPartyId"
          defaultValue={other.id}
          options={parties.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          label="By the end of"
          name="dueOn"
          type="date"
          defaultValue={dayFromNow(USUAL_DAYS)}
          min={dayFromNow(0)}
          max={dayFromNow(DUE_DAYS_MAX)}
          error={errors['dueOn']}
        />
      </div>
      {problem && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <div className={css.actions}>
        <Button type="submit" variant="primary" isPending={pending}>
          Ask
        </Button>
        <Button variant="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
