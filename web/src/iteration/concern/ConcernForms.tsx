import {
  AnswerConcern,
  CloseConcern,
  CONCERN_TEXT_MAX,
  type ConcernAction,
  concernActions,
  EscalateConcern,
  ReopenConcern,
  ResolveConcern,
} from '@tandem/schema/iteration/concern';
import { type ReactNode, useRef, useState } from 'react';
import type * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/TextField';
import css from './ConcernPage.module.css';
import type { WholeConcern } from './ConcernPage';
import {
  AnswerConcernDocument,
  CloseConcernDocument,
  EscalateConcernDocument,
  ReopenConcernDocument,
  ResolveConcernDocument,
} from './concern-page.gql';

const TABS: Readonly<Record<ConcernAction, string>> = {
  ANSWER: 'Answer',
  RESOLVE: 'Resolve',
  CLOSE: 'Close',
  REOPEN: 'Reopen',
  ESCALATE: 'Escalate',
};
/** What is most likely wanted comes first. */
const ORDER: readonly ConcernAction[] = ['ANSWER', 'RESOLVE', 'CLOSE', 'REOPEN', 'ESCALATE'];

/** What this person may say now, one form at a time. */
export function ConcernForms({ concern }: { concern: WholeConcern }) {
  const { me } = usePartnership();
  const { concernState: state, level, levelCount, ownerParty, raisedBy } = concern;
  const may = concernActions(
    {
      ...{ state, level, levels: levelCount, ownerPartyId: ownerParty.id },
      raisedBy: { ...raisedBy, partyId: raisedBy.party.id, hasLeft: raisedBy.leftAt !== null },
    },
    { id: me.id, partyId: me.party.id, role: me.role },
  );
  const actions = ORDER.filter((action) => may.includes(action));
  const [chosen, setChosen] = useState(actions[0]);
  const action = chosen && actions.includes(chosen) ? chosen : actions[0];
  if (!action) return <p className={css.waits}>{waitsWords(concern)}</p>;
  return (
    <section className={css.forms} aria-label="What you can do">
      {actions.length > 1 && (
        <div className={css.tabs} role="group" aria-label="What to do">
          {actions.map((one) => (
            <button
              key={one}
              type="button"
              className={css.tab}
              aria-pressed={one === action}
              onClick={() => setChosen(one)}
            >
              {TABS[one]}
            </button>
          ))}
        </div>
      )}
      {/* By its action alone: what is half typed stays when the other side or the clock acts meanwhile. */}
      <ActionForm key={action} action={action} concern={concern} onDone={() => setChosen(undefined)} />
    </section>
  );
}

function ActionForm({ action, concern, onDone }: { action: ConcernAction; concern: WholeConcern; onDone: () => void }) {
  const { id: concernId, level, concernState: state, ownerParty } = concern;
  switch (action) {
    case 'ANSWER':
      return (
        <Form
          onDone={onDone}
          schema={AnswerConcern}
          button="Send the answer"
          send={(words) => act(AnswerConcernDocument, { concernId, ...words })}
          fields={[
            ['text', state === 'ANSWERED' ? 'Anything to add?' : `What is your answer, for ${ownerParty.name}?`],
          ]}
        >
          An answer stops the clock. Say what is the case, and what you will do by when.
        </Form>
      );
    case 'RESOLVE':
      return (
        <Form
          onDone={onDone}
          schema={ResolveConcern}
          button="Resolve it"
          send={(words) => act(ResolveConcernDocument, { concernId, ...words })}
          fields={[
            ['resolution', 'What was done?'],
            ['prevention', 'What keeps it from coming back?'],
          ]}
        >
          {concern.raisedBy.name} then closes it, or says what is still open.
        </Form>
      );
    case 'CLOSE':
      return (
        <Form
          onDone={onDone}
          schema={CloseConcern}
          button="Close it"
          send={(words) => act(CloseConcernDocument, { concernId, reason: words.reason || null })}
          fields={[['reason', state === 'RESOLVED' ? 'Anything to add? (may be left empty)' : 'Why is it settled?']]}
        >
          Closed, it stays so. Should it come back, it is raised again and both are linked.
        </Form>
      );
    case 'REOPEN':
      return (
        <Form
          onDone={onDone}
          schema={ReopenConcern}
          button="Reopen it"
          send={(words) => act(ReopenConcernDocument, { concernId, ...words })}
          fields={[['reason', 'What is still open?']]}
        >
          {ownerParty.name} is asked again, and the clock of this step starts anew.
        </Form>
      );
    case 'ESCALATE':
      return (
        <Form
          onDone={onDone}
          schema={EscalateConcern}
          button={`Take it to step ${level + 1}`}
          send={(words) => act(EscalateConcernDocument, { concernId, ...words })}
          fields={[['reason', 'What does the answer leave open?']]}
        >
          It goes at once to the people of step {level + 1}, of both parties.
        </Form>
      );
  }
}

interface FormProps<Schema extends v.GenericSchema<Record<string, unknown>, unknown>> {
  schema: Schema;
  button: string;
  send: (words: v.InferOutput<Schema>) => Promise<unknown>;
  fields: readonly [name: string, label: string][];
  onDone: () => void;
  children: ReactNode;
}

function Form<Schema extends v.GenericSchema<Record<string, unknown>, unknown>>({
  schema,
  button,
  send,
  fields,
  onDone,
  children,
}: FormProps<Schema>) {
  const element = useRef<HTMLFormElement>(null);
  const form = useForm(schema, async (words) => {
    await send(words);
    element.current?.reset();
    announce('Done. Both sides see it.');
    onDone();
  });
  return (
    <form ref={element} onSubmit={form.onSubmit} noValidate className={css.form} data-mentions>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      {fields.map(([name, label]) => (
        <TextArea key={name} name={name} label={label} maxLength={CONCERN_TEXT_MAX} error={form.errors[name]} />
      ))}
      <div className={css.formEnd}>
        <p className={css.quiet}>{children}</p>
        <Button type="submit" variant="primary" isPending={form.pending}>
          {button}
        </Button>
      </div>
    </form>
  );
}

function waitsWords({ concernState: state, ownerParty, raisedBy }: WholeConcern): string {
  if (state === 'OPEN') return `It waits for ${ownerParty.name} to answer.`;
  if (state === 'CLOSED') return `${raisedBy.name} raised it, and it is settled.`;
  return `It waits for ${raisedBy.leftAt ? `a lead of ${raisedBy.party.name}` : raisedBy.name} to say whether it is settled.`;
}
