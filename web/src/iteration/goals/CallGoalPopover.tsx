import { GOAL_NOTE_MAX, type GoalOutcome } from '@tandem/schema/iteration/rules';
import { type FormEvent, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { Button } from '../../ui/Button';
import type { PopoverAnchor } from '../../ui/PopoverButton';
import { PopoverDialog } from '../../ui/PopoverDialog';
import { Choices } from '../../ui/SelectField';
import { TextArea } from '../../ui/TextField';
import type { Week } from '../planned-stories';
import popover from '../Popovers.module.css';
import { CallGoalDocument } from './call-goal.gql';
import { type Goal, OUTCOMES } from './GoalMarks';

interface CallGoalPopoverProps extends PopoverAnchor {
  week: Week;
  goal: Goal;
  call: Goal['outcomes'][number] | null;
}

/** What became of a goal, for one's own party; the record keeps every word that was said. */
export default function CallGoalPopover({ week, goal, call, ...anchor }: CallGoalPopoverProps) {
  const { me } = usePartnership();
  const [send, pending] = useAct(CallGoalDocument, 'The goal was not called');
  const [outcome, setOutcome] = useState<GoalOutcome>(call?.outcome ?? 'MET');
  const [note, setNote] = useState(call?.note ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await send({ iterationId: week.id, goalId: goal.id, outcome, note: note.trim() })) anchor.onClose();
  };
  return (
    <PopoverDialog {...anchor} label="What became of this goal" className={popover.form!}>
      <form onSubmit={(event) => void submit(event)}>
        <Choices<GoalOutcome>
          label={`For ${me.party.name} this goal is`}
          name="outcome"
          value={outcome}
          onChange={setOutcome}
          options={[
            { value: 'MET', label: OUTCOMES.MET.word },
            { value: 'PARTLY', label: OUTCOMES.PARTLY.word },
            { value: 'NOT_MET', label: OUTCOMES.NOT_MET.word },
          ]}
        />
        <TextArea
          label="What to say to it"
          hint="Not needed. Both sides read it."
          value={note}
          maxLength={GOAL_NOTE_MAX}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={popover.actions}>
          <Button type="submit" variant="primary" isPending={pending}>
            Call it
          </Button>
        </div>
      </form>
    </PopoverDialog>
  );
}
