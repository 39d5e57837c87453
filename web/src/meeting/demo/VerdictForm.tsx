import { PROMISE_TEXT_MAX } from '@tandem/schema/iteration/promise';
import { NotMetNote, VerdictCondition } from '@tandem/schema/meeting/inputs';
import { VERDICT_NOTE_MAX } from '@tandem/schema/meeting/rules';
import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import type { KeyboardEvent } from 'react';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { dayIn, ownTimeZone, useNow } from '../../platform/time';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Keys } from '../../ui/Keys';
import { SelectField } from '../../ui/SelectField';
import { TextArea, TextField } from '../../ui/TextField';
import css from './Judge.module.css';
import type { GivenVerdict } from './use-give-verdict';
import type { VerdictDraft, WordyVerdict } from './verdict-draft';
import { VERDICT_ICONS } from './verdict-words';

interface VerdictFormProps {
  verdict: WordyVerdict;
  draft: VerdictDraft | null;
  onDraft: (draft: VerdictDraft) => void;
  takesFocus: boolean;
  /** The meeting's start: what is still to be done is proposed for a week later. */
  startsAt: string;
  onGive: (given: GivenVerdict) => void;
  onClose: () => void;
}

const WEEK_MS = 7 * 86_400_000;
const CONDITION = v.object({ ...VerdictCondition.entries, owner: v.string() });

/** The sentence that a verdict needs, and of a condition who owes it by when. */
export const VerdictForm = ({ verdict, ...form }: VerdictFormProps) =>
  verdict === 'NOT_MET' ? <NotMetForm {...form} /> : <ConditionForm {...form} />;

type FormProps = Omit<VerdictFormProps, 'verdict'>;

/** Ctrl-Enter gives it; Escape goes back, and the words are kept. */
const fieldKeys = (onClose: () => void) => (event: KeyboardEvent<HTMLTextAreaElement>) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  else if (event.key === 'Escape') onClose();
  else return;
  event.preventDefault();
};

function NotMetForm({ draft, onDraft, takesFocus, onGive, onClose }: FormProps) {
  const form = useForm(NotMetNote, async ({ note }) => onGive({ verdict: 'NOT_MET', note }));
  return (
    <form className={css.form} onSubmit={form.onSubmit} noValidate>
      <TextArea
        label="What is not met?"
        name="note"
        rows={2}
        maxLength={VERDICT_NOTE_MAX}
        placeholder="The call button does nothing on the depot tablet"
        error={form.errors.note}
        value={draft?.text ?? ''}
        autoFocus={takesFocus}
        onKeyDown={fieldKeys(onClose)}
        onChange={(event) => onDraft({ dueOn: '', owner: '', ...draft, verdict: 'NOT_MET', text: event.target.value })}
      />
      <Actions verdict="NOT_MET" onClose={onClose}>
        Not met
      </Actions>
    </form>
  );
}

function ConditionForm({ draft, onDraft, takesFocus, startsAt, onGive, onClose }: FormProps) {
  const { parties, members, me } = usePartnership();
  const today = dayIn(ownTimeZone(), useNow());
  const inAWeek = dayIn(ownTimeZone(), new Date(Date.parse(startsAt) + WEEK_MS));
  const vendor = parties.find(({ kind }) => kind === 'VENDOR');
  const filled = {
    verdict: 'MET_WITH_CONDITION' as const,
    text: draft?.text ?? '',
    dueOn: draft?.dueOn || (inAWeek > today ? inAWeek : today),
    owner: draft?.owner || (vendor?.id ?? ''),
  };
  const form = useForm(CONDITION, async ({ text, dueOn, owner }) => {
    const [ownerPartyId = '', ownerId = null] = owner.split(':');
    onGive({ verdict: 'MET_WITH_CONDITION', note: '', condition: { text, dueOn, ownerPartyId, ownerId } });
  });
  const owners = [...parties]
    .reverse()
    .flatMap(({ id, name }) => [
      { value: id, label: id === me.party.id ? `${name} (we)` : name },
      ...members
        .filter(({ party, role }) => party.id === id && CAN_WRITE.has(role))
        .map((member) => ({ value: `${id}:${member.id}`, label: `${member.name}, ${name}` })),
    ]);
  return (
    <form className={css.form} onSubmit={form.onSubmit} noValidate>
      <TextArea
        label="It is met. What is still to be done?"
        name="text"
        rows={2}
        maxLength={PROMISE_TEXT_MAX}
        placeholder="The depot’s logo in place of the placeholder"
        error={form.errors.text}
        value={filled.text}
        autoFocus={takesFocus}
        onKeyDown={fieldKeys(onClose)}
        onChange={(event) => onDraft({ ...filled, text: event.target.value })}
      />
      <div className={css.pair}>
        <SelectField
          label="Who owes it?"
          name="owner"
          value={filled.owner}
          options={owners}
          onChange={(event) => onDraft({ ...filled, owner: event.target.value })}
        />
        <TextField
          type="date"
          label="By the end of"
          name="dueOn"
          min={today}
          value={filled.dueOn}
          error={form.errors.dueOn}
          onChange={(event) => onDraft({ ...filled, dueOn: event.target.value })}
        />
      </div>
      <Actions verdict="MET_WITH_CONDITION" onClose={onClose}>
        Met, on this condition
      </Actions>
    </form>
  );
}

function Actions({ verdict, onClose, children }: { verdict: WordyVerdict; onClose: () => void; children: string }) {
  const Icon = VERDICT_ICONS[verdict];
  return (
    <div className={css.actions}>
      <Button onPress={onClose}>Back</Button>
      <Button type="submit" variant="primary" icon={<Icon size={16} aria-hidden />}>
        {children}
      </Button>
      <span className={css.hint} aria-hidden="true">
        <Keys keys="$mod+Enter" />
      </span>
    </div>
  );
}
