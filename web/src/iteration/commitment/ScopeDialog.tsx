import { ScopePoints, ScopeReason } from '@tandem/schema/iteration/commitment';
import { SplitStory } from '@tandem/schema/story/inputs';
import { REASON_MAX } from '@tandem/schema/story/rules';
import { useState } from 'react';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { useForm } from '../../platform/use-form';
import { useStories } from '../../story/use-stories';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { SelectField } from '../../ui/SelectField';
import { TextArea, TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import { AMOUNT } from '../amount-field';
import type { Week } from '../planned-stories';
import { pointsWords, weekName } from '../week-words';
import { changeScope } from './change-scope';
import { addable, changeable, type ScopeKind } from './scope-kinds';
import css from './ScopeLedger.module.css';
import { SplitCriteria } from './SplitCriteria';

const COMMON = {
  storyId: v.pipe(v.string(), v.nonEmpty('Choose a story.')),
  askedById: v.pipe(v.string(), v.nonEmpty('Choose who asked for it.')),
  ...ScopeReason.entries,
};
const POINTS = v.pipe(AMOUNT, ScopePoints.entries.points);
const FORMS = {
  ADD: v.object(COMMON),
  REMOVE: v.object(COMMON),
  REESTIMATE: v.object({ ...COMMON, points: POINTS }),
  SPLIT: v.object({ ...COMMON, points: POINTS, title: SplitStory.entries.title }),
};

const WORDS: Readonly<Record<ScopeKind, { title: string; lede: string; which: string; act: string }>> = {
  ADD: {
    title: 'Add a story to',
    lede: 'Only a story whose criteria both parties agree to comes into a committed week.',
    which: 'Story to add',
    act: 'Add it',
  },
  REMOVE: {
    title: 'Take a story out of',
    lede: 'It goes back to the backlog, with its words and agreements as they are.',
    which: 'Story to take out',
    act: 'Take it out',
  },
  REESTIMATE: {
    title: 'Re-estimate a story of',
    lede: 'What was signed keeps its points; the ledger says how they changed.',
    which: 'Story to re-estimate',
    act: 'Re-estimate it',
  },
  SPLIT: {
    title: 'Split a story of',
    lede: 'Some criteria go to a new draft in the backlog; what stays is built this week.',
    which: 'Story to split',
    act: 'Split it',
  },
};

interface ScopeDialogProps {
  week: Week;
  kind: ScopeKind;
  onClose: () => void;
}

/** One change of a committed week: to which story, who asked, and why. Both parties read it for as long as the record stands. */
export default function ScopeDialog({ week, kind, onClose }: ScopeDialogProps) {
  const { slug, me, members } = usePartnership();
  const { stories } = useStories(slug);
  const choices = kind === 'ADD' ? addable(week, stories ?? []) : changeable(week, kind);
  const [storyId, setStoryId] = useState(choices.length === 1 ? (choices[0]?.id ?? '') : '');
  const [going, setGoing] = useState<readonly string[]>([]);
  const story = choices.find(({ id }) => id === storyId);
  const words = WORDS[kind];
  const { onSubmit, errors, problem, pending } = useForm(FORMS[kind], async (values) => {
    await changeScope(kind, week, { ...values, criterionIds: going });
    toast(`${story?.key ?? 'The story'}: the scope of ${weekName(week.isoWeek)} is changed`, {
      detail: 'Both parties are told.',
    });
    onClose();
  });
  return (
    <Dialog title={`${words.title} ${weekName(week.isoWeek)}`} isOpen onClose={onClose}>
      <form className={css.form} onSubmit={onSubmit} noValidate>
        <p className={css.lede}>{words.lede}</p>
        <SelectField
          label={words.which}
          name="storyId"
          value={storyId}
          error={errors['storyId']}
          {...(kind === 'ADD' && stories && choices.length === 0
            ? { hint: 'No story is ready. Agree to the criteria of one first.' }
            : {})}
          options={[
            { value: '', label: 'Choose a story' },
            ...choices.map(({ id, key, title, estimate }) => ({
              value: id,
              label: `${key} ${title || 'Untitled story'} (${estimate === null ? 'no estimate' : pointsWords(estimate)})`,
            })),
          ]}
          onChange={(event) => {
            setStoryId(event.target.value);
            setGoing([]);
          }}
        />
        {kind === 'SPLIT' && story && <SplitCriteria storyKey={story.key} going={going} onGoing={setGoing} />}
        {kind === 'SPLIT' && (
          <TextField label="The new story’s title" name="title" error={errors['title']} autoComplete="off" />
        )}
        <div className={css.pair}>
          {(kind === 'REESTIMATE' || kind === 'SPLIT') && (
            <TextField
              key={storyId}
              label={kind === 'SPLIT' ? 'Points of what stays' : 'New points'}
              name="points"
              inputMode="numeric"
              autoComplete="off"
              defaultValue={kind === 'SPLIT' ? (story?.estimate ?? '') : ''}
              error={errors['points']}
            />
          )}
          <SelectField
            label="Who asked for it?"
            name="askedById"
            defaultValue={me.id}
            error={errors['askedById']}
            options={members.map(({ id, name, party }) => ({ value: id, label: `${name} (${party.name})` }))}
          />
        </div>
        <TextArea
          label="Why?"
          name="reason"
          hint="Both parties read this in the ledger."
          maxLength={REASON_MAX}
          error={errors['reason']}
        />
        {problem && (
          <p className={css.problem} role="alert">
            {problem}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={pending}>
            {words.act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
