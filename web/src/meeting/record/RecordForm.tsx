import { Celebrate, RecordAction, RecordDecision } from '@tandem/schema/meeting/inputs';
import { CELEBRATION_MAX, DECISION_MAX } from '@tandem/schema/meeting/rules';
import { PROMISE_TEXT_MAX } from '@tandem/schema/iteration/promise';
import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import { Gavel, HandHelping, Sparkles } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { dayIn, ownTimeZone, useNow } from '../../platform/time';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { SelectField } from '../../ui/SelectField';
import { TextArea, TextField } from '../../ui/TextField';
import { useDraft } from '../draft';
import type { StageProps } from '../meeting';
import { CelebrateDocument, RecordActionDocument, RecordDecisionDocument } from './record.gql';
import css from './RecordPanel.module.css';

type Kind = 'decision' | 'action' | 'thanks';
const KINDS = {
  decision: { word: 'Decision', icon: Gavel, label: 'What was decided?', max: DECISION_MAX, button: 'Record it' },
  action: {
    word: 'Action',
    icon: HandHelping,
    label: 'What is to be done?',
    max: PROMISE_TEXT_MAX,
    button: 'Promise it',
  },
  thanks: {
    word: 'Thanks',
    icon: Sparkles,
    label: 'What are you thankful for?',
    max: CELEBRATION_MAX,
    button: 'Say it',
  },
} as const;

/** Three things that fall in a meeting, one field for each: what is half typed of one stays while another is written. */
export function RecordForm({ meeting, stage }: StageProps) {
  const { members, parties, me } = usePartnership();
  const now = useNow();
  const [kind, setKind] = useState<Kind>('decision');
  const [text, setText] = useDraft(`${meeting.id}:${kind}:${stage.id}`);
  const [who, setWho] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [decide, deciding] = useAct(RecordDecisionDocument, 'The decision was not recorded');
  const [promise, promising] = useAct(RecordActionDocument, 'The action was not recorded');
  const [thank, thanking] = useAct(CelebrateDocument, 'The thanks were not given');
  const { icon: Icon, ...shown } = KINDS[kind];
  const writers = members.filter(({ role }) => CAN_WRITE.has(role));
  const at = { meetingId: meeting.id, stageId: stage.id };

  const acts: Record<Kind, () => Promise<object | null>> = {
    decision: () => decide({ ...at, ...v.parse(RecordDecision, { text }) }),
    action: () =>
      promise({ ...at, ...v.parse(RecordAction, { text, dueOn }), ...ownerFrom(who || me.id), ...about(stage) }),
    thanks: () =>
      thank({
        ...{ meetingId: meeting.id, ...v.parse(Celebrate, { text }), storyId: stage.story?.id ?? null },
        toMemberId: who || null,
      }),
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    try {
      if (kind === 'thanks' && !who && !stage.story) return setProblem('Say whom you thank.');
      if (!(await acts[kind]())) return;
      setText('');
      announce(`${shown.word} recorded`);
    } catch (error) {
      if (!v.isValiError(error)) throw error;
      setProblem(error.issues[0].message);
    }
  };
  return (
    <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
      <fieldset className={css.kinds}>
        <legend className="visually-hidden">What falls now</legend>
        {(Object.keys(KINDS) as Kind[]).map((one) => {
          const KindIcon = KINDS[one].icon;
          return (
            <label key={one} className={css.kind}>
              <input
                type="radio"
                name="record-kind"
                className="visually-hidden"
                checked={kind === one}
                onChange={() => setKind(one)}
              />
              <KindIcon size={15} aria-hidden />
              {KINDS[one].word}
            </label>
          );
        })}
      </fieldset>
      <TextArea
        label={shown.label}
        labelHidden
        placeholder={shown.label}
        rows={2}
        value={text}
        maxLength={shown.max}
        onChange={({ target }) => setText(target.value)}
      />
      {kind !== 'decision' && (
        <div className={css.pair}>
          <SelectField
            label={kind === 'action' ? 'Who' : 'To'}
            value={kind === 'action' ? who || me.id : who}
            onChange={({ target }) => setWho(target.value)}
            options={
              kind === 'action'
                ? [
                    ...writers.map(({ id, name }) => ({ value: id, label: id === me.id ? `${name} (you)` : name })),
                    ...parties.map(({ id, name }) => ({ value: `party:${id}`, label: name })),
                  ]
                : [
                    { value: '', label: stage.story ? `All who built ${stage.story.key}` : 'Choose…' },
                    ...members.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name })),
                  ]
            }
          />
          {kind === 'action' && (
            <TextField
              type="date"
              label="By the end of"
              value={dueOn}
              min={dayIn(ownTimeZone(), now)}
              onChange={({ target }) => setDueOn(target.value)}
            />
          )}
        </div>
      )}
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={css.formActions}>
        <Button
          size="small"
          type="submit"
          icon={<Icon size={15} aria-hidden />}
          isPending={deciding || promising || thanking}
          isDisabled={text.trim() === ''}
        >
          {shown.button}
        </Button>
      </div>
    </form>
  );
}

/** A person who sees to it, or a party whose leads decide who does. */
const ownerFrom = (who: string) => (who.startsWith('party:') ? { ownerPartyId: who.slice(6) } : { ownerId: who });
const about = ({ story }: StageProps['stage']) => (story ? { storyId: story.id } : {});
