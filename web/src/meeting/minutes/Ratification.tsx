import { AMENDMENT_MAX, OBJECTION_MAX } from '@tandem/schema/meeting/rules';
import { AmendMinutes, ObjectToMinutes } from '@tandem/schema/meeting/inputs';
import type { Minutes } from '@tandem/schema/meeting/minutes';
import { CAN_SIGN } from '@tandem/schema/partnership/rules';
import { BadgeCheck, CircleDashed, MessageSquareWarning } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import { TextArea } from '../../ui/TextField';
import { useDraft } from '../draft';
import css from './Minutes.module.css';
import {
  AmendMinutesDocument,
  type MinutesFactsFragment,
  ObjectToMinutesDocument,
  RatifyMinutesDocument,
} from './minutes.gql';
import { moment } from './minutes-words';

interface RatificationProps {
  meetingId: string;
  minutes: MinutesFactsFragment;
  state: Minutes;
}

/** Each party ratifies the minutes or objects to them; silence is a reminder, never consent. */
export function Ratification({ meetingId, minutes, state }: RatificationProps) {
  const { me, parties, canWrite } = usePartnership();
  const [ratify, ratifying] = useAct(RatifyMinutesDocument, 'The minutes are not ratified');
  const [writing, setWriting] = useState<'objection' | 'amendment' | null>(null);
  const { hash, ratifications, objections } = minutes;
  const done = ratifications.some(({ party }) => party.id === me.party.id);
  const signs = CAN_SIGN.has(me.role) && !done && hash !== null;
  const sign = async () => {
    if (await ratify({ meetingId, hash: hash ?? '' })) announce(`Ratified for ${me.party.name}`);
  };
  return (
    <section className={css.card} aria-labelledby="ratification">
      <h2 id="ratification">Ratification</h2>
      {parties.map((party) => {
        const signed = ratifications.find((one) => one.party.id === party.id);
        const objected = objections.filter((one) => one.party.id === party.id).length;
        return (
          <div key={party.id} className={css.signed}>
            <PartyMark kind={party.kind} initials={party.name.slice(0, 1)} size={24} />
            <p>
              {signed ? (
                <>
                  <BadgeCheck size={15} aria-hidden /> {party.name} ratified
                  <small>
                    {signed.member.name}, {moment(signed.at, state.meeting.timeZone)}
                  </small>
                </>
              ) : objected > 0 ? (
                <>
                  <MessageSquareWarning size={15} aria-hidden /> {party.name} objects
                  <small>It may still ratify them.</small>
                </>
              ) : (
                <>
                  <CircleDashed size={15} aria-hidden /> Waiting for {party.name}
                  <small>Silence is never consent: its leads are reminded.</small>
                </>
              )}
            </p>
          </div>
        );
      })}
      {writing ? (
        <Said meetingId={meetingId} hash={hash ?? ''} kind={writing} onClose={() => setWriting(null)} />
      ) : (
        <div className={css.cardActions}>
          {signs && (
            <>
              <Button variant="primary" isPending={ratifying} onPress={() => void sign()}>
                Ratify for {me.party.name}
              </Button>
              <Button onPress={() => setWriting('objection')}>Object…</Button>
            </>
          )}
          {canWrite && (
            <Button variant="quiet" onPress={() => setWriting('amendment')}>
              Amend…
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

const KINDS = {
  objection: { label: 'What do the minutes have wrong, or lack?', max: OBJECTION_MAX, button: 'Attach the objection' },
  amendment: { label: 'What is to be added?', max: AMENDMENT_MAX, button: 'Add the amendment' },
} as const;

interface SaidProps {
  meetingId: string;
  hash: string;
  kind: 'objection' | 'amendment';
  onClose: () => void;
}

function Said({ meetingId, hash, kind, onClose }: SaidProps) {
  const [text, setText] = useDraft(`${meetingId}:${kind}`);
  const [problem, setProblem] = useState<string | null>(null);
  const [object, objecting] = useAct(ObjectToMinutesDocument, 'The objection was not attached');
  const [amend, amending] = useAct(AmendMinutesDocument, 'The amendment was not added');
  const { label, max, button } = KINDS[kind];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const said = v.safeParse(kind === 'objection' ? ObjectToMinutes : AmendMinutes, { text });
    if (!said.success) return setProblem(said.issues[0].message);
    const words = said.output.text;
    if (!(await (kind === 'objection' ? object({ meetingId, hash, text: words }) : amend({ meetingId, text: words }))))
      return;
    setText('');
    announce(kind === 'objection' ? 'The objection is attached' : 'The amendment is added');
    onClose();
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <TextArea
        label={label}
        value={text}
        maxLength={max}
        rows={4}
        autoFocus
        error={problem ?? undefined}
        onChange={({ target }) => setText(target.value)}
      />
      <div className={css.cardActions}>
        <Button size="small" onPress={onClose}>
          Not now
        </Button>
        <Button size="small" variant="primary" type="submit" isPending={objecting || amending}>
          {button}
        </Button>
      </div>
    </form>
  );
}
