import { nextWeek } from '@tandem/schema/iteration/iso-week';
import { CARRY_OVER_REASON_MAX, type CarryOverChoice } from '@tandem/schema/meeting/rules';
import { CarryOver } from '@tandem/schema/meeting/inputs';
import { TITLE_MAX } from '@tandem/schema/story/rules';
import { type FormEvent, useState } from 'react';
import * as v from 'valibot';
import { weekName } from '../../iteration/week-words';
import { useAct } from '../../platform/act';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TextArea, TextField } from '../../ui/TextField';
import { useDraft } from '../draft';
import type { Meeting } from '../meeting';
import css from './CarryOver.module.css';
import { type CarryOverFactsFragment, CarryOverStoryDocument } from './carry-over.gql';

interface CarryOverFormProps {
  one: CarryOverFactsFragment;
  choice: CarryOverChoice;
  meeting: Meeting;
  onClose: () => void;
}

/** Why, and of a split what goes: the reason is a draft until it is sent, and nothing that others do takes it away. */
export function CarryOverForm({ one: { story }, choice, meeting, onClose }: CarryOverFormProps) {
  const [reason, setReason] = useDraft(`${meeting.id}:carry-over:${story.id}`);
  const [title, setTitle] = useState(`${story.title} (what is left)`.slice(0, TITLE_MAX));
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const [send, pending] = useAct(CarryOverStoryDocument, `Nothing was decided about ${story.key}`);
  const next = weekName(nextWeek(meeting.isoWeek));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const said = v.safeParse(CarryOver, { reason });
    if (!said.success) return setProblem(said.issues[0].message);
    if (choice === 'SPLIT' && (going.size === 0 || going.size === story.criteria.length))
      return setProblem('Choose what goes to the new story: some of the criteria, not all of them.');
    setProblem(null);
    const split = choice === 'SPLIT' ? { criterionIds: [...going], title } : {};
    const done = await send({ meetingId: meeting.id, storyId: story.id, choice, reason: said.output.reason, ...split });
    if (!done) return;
    setReason('');
    announce(`${story.key}: ${choice === 'DROP' ? 'dropped' : `goes to ${next}`}`);
    onClose();
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => void submit(event)}
      aria-label={`${choice.toLowerCase()} ${story.key}`}
    >
      {choice === 'SPLIT' && (
        <>
          <fieldset className={css.criteria}>
            <legend>What is left, and goes to {next}</legend>
            {story.criteria.map(({ id, text }) => (
              <label key={id} className={css.criterion}>
                <input
                  type="checkbox"
                  checked={going.has(id)}
                  onChange={({ target }) => setGoing(target.checked ? new Set(going).add(id) : without(going, id))}
                />
                {text || 'An empty criterion'}
              </label>
            ))}
          </fieldset>
          <TextField
            label="The new story’s title"
            value={title}
            maxLength={TITLE_MAX}
            onChange={({ target }) => setTitle(target.value)}
          />
        </>
      )}
      <TextArea
        label={REASONS[choice].replace('…', next)}
        value={reason}
        maxLength={CARRY_OVER_REASON_MAX}
        rows={2}
        autoFocus
        onChange={({ target }) => setReason(target.value)}
      />
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={css.formActions}>
        <Button size="small" onPress={onClose}>
          Not yet
        </Button>
        <Button size="small" variant="primary" type="submit" isPending={pending}>
          {BUTTONS[choice]} {story.key}
        </Button>
      </div>
    </form>
  );
}

const REASONS: Readonly<Record<CarryOverChoice, string>> = {
  CARRY: 'Why does it go to …?',
  SPLIT: 'Why is it split?',
  DROP: 'Why is it not to be built?',
};
const BUTTONS: Readonly<Record<CarryOverChoice, string>> = { CARRY: 'Carry over', SPLIT: 'Split', DROP: 'Drop' };

const without = (all: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  new Set([...all].filter((one) => one !== id));
