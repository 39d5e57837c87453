import { DEFAULT_LADDER_DAYS, LADDER_LEVELS_MAX, SetEscalationLadder } from '@tandem/schema/partnership/agreement';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import * as v from 'valibot';
import { act, refusal } from '../../platform/act';
import { Button, IconButton } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { PartyMark } from '../../ui/PartyMark';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import { usePartnership } from '../use-partnership';
import { SetEscalationLadderDocument } from './agreement.gql';
import css from './AgreementPage.module.css';
import type { Agreement } from './agreement-words';

interface Level {
  key: string;
  days: string;
  memberIds: ReadonlySet<string>;
}

/** The ladder as a lead sets it: who is asked on each step, and for how long. */
export default function LadderDialog({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const { id: partnershipId, members } = usePartnership();
  const [levels, setLevels] = useState<Level[]>(() =>
    agreement.ladder.map(({ level, days, members: people }) => ({
      ...{ key: String(level), days: String(days) },
      memberIds: new Set(people.filter(({ leftAt }) => !leftAt).map(({ id }) => id)),
    })),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const change = (key: string, changed: Partial<Level>) =>
    setLevels((now) => now.map((level) => (level.key === key ? { ...level, ...changed } : level)));
  const save = async () => {
    const wanted = levels.map(({ days, memberIds }) => ({ days: Number(days), memberIds: [...memberIds] }));
    const parsed = v.safeParse(SetEscalationLadder, { levels: wanted }, { abortPipeEarly: true });
    setProblem(parsed.success ? null : parsed.issues[0].message);
    if (!parsed.success) return;
    setPending(true);
    try {
      await act(SetEscalationLadderDocument, { partnershipId, levels: wanted });
      toast('The ladder is set', { detail: 'It holds once both sides have signed it.' });
      onClose();
    } catch (error) {
      setProblem(refusal(error).message);
      setPending(false);
    }
  };
  return (
    <Dialog title="The escalation ladder" isOpen onClose={onClose} size="wide">
      <p>
        Each step needs people of both sides. A concern that nobody answers in time goes to the next step by itself.
      </p>
      <ol className={css.levels}>
        {levels.map(({ key, days, memberIds }, index) => (
          <li key={key} className={css.level}>
            <div className={css.levelHead}>
              <strong>Step {index + 1}</strong>
              <TextField
                label={`Working days without an answer before step ${index + 1}`}
                labelHidden
                type="number"
                min={0.5}
                max={30}
                step={0.5}
                value={days}
                onChange={(event) => change(key, { days: event.target.value })}
              />
              <span aria-hidden="true">working days without an answer</span>
              {levels.length > 1 && (
                <IconButton
                  size="small"
                  label={`Remove step ${index + 1}`}
                  icon={<Trash2 size={16} aria-hidden />}
                  onPress={() => setLevels((now) => now.filter((level) => level.key !== key))}
                />
              )}
            </div>
            <fieldset className={css.choices}>
              <legend className="visually-hidden">Who is asked on step {index + 1}</legend>
              {members.map((member) => (
                <label key={member.id} className={css.choice}>
                  <input
                    type="checkbox"
                    checked={memberIds.has(member.id)}
                    onChange={(event) => {
                      const next = new Set(memberIds);
                      if (event.target.checked) next.add(member.id);
                      else next.delete(member.id);
                      change(key, { memberIds: next });
                    }}
                  />
                  <PartyMark kind={member.party.kind} initials={member.initials} size={20} />
                  <span>
                    {member.name}
                    <span className="visually-hidden">, {member.party.name}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ol>
      {levels.length < LADDER_LEVELS_MAX && (
        <Button
          variant="quiet"
          icon={<Plus size={16} aria-hidden />}
          onPress={() =>
            setLevels((now) => [
              ...now,
              { key: crypto.randomUUID(), days: String(DEFAULT_LADDER_DAYS), memberIds: new Set() },
            ])
          }
        >
          Add a step
        </Button>
      )}
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" onPress={() => void save()} isPending={pending}>
          Set the ladder
        </Button>
      </DialogActions>
    </Dialog>
  );
}
