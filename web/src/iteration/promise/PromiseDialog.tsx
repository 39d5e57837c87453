import {
  DeclinePromise,
  DisputePromise,
  PROMISE_REASON_MAX,
  ProposeRenegotiation,
  RefuseRenegotiation,
} from '@tandem/schema/iteration/promise';
import type { ReactNode } from 'react';
import * as v from 'valibot';
import { act } from '../../platform/act';
import { dayIn, ownTimeZone, useNow } from '../../platform/time';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { TextArea, TextField } from '../../ui/TextField';
import { announce } from '../../ui/announce';
import {
  DeclinePromiseDocument,
  DisputePromiseDocument,
  ProposeRenegotiationDocument,
  RefuseRenegotiationDocument,
} from './promise-acts.gql';
import type { PromiseCardFragment } from './promise-card.gql';
import css from './PromiseDialog.module.css';
import { dueDay } from './promise-words';

type Action = 'DECLINE' | 'DISPUTE' | 'REFUSE_RENEGOTIATION' | 'PROPOSE_RENEGOTIATION';
interface PromiseDialogProps {
  promise: PromiseCardFragment;
  action: Action;
  onClose: () => void;
}

/** What the other side reads a reason for. */
export default function PromiseDialog({ promise, action, onClose }: PromiseDialogProps) {
  const now = useNow();
  const { id: promiseId, key, toParty } = promise;
  const shared = { promise, onClose };
  switch (action) {
    case 'DECLINE':
      return (
        <Form
          {...shared}
          title={`Decline ${key}?`}
          ask="Why can it not be promised?"
          button="Decline it"
          schema={DeclinePromise}
          send={(words) => act(DeclinePromiseDocument, { promiseId, ...words })}
        />
      );
    case 'DISPUTE':
      return (
        <Form
          {...shared}
          title={`${key} is not kept?`}
          ask="What is still missing?"
          button="Say that it is not kept"
          schema={DisputePromise}
          send={(words) => act(DisputePromiseDocument, { promiseId, ...words })}
        />
      );
    case 'REFUSE_RENEGOTIATION':
      return (
        <Form
          {...shared}
          title={`Refuse the other day for ${key}?`}
          ask="Why does that day not work?"
          button="Refuse it"
          schema={RefuseRenegotiation}
          send={(words) => act(RefuseRenegotiationDocument, { promiseId, ...words })}
        />
      );
    case 'PROPOSE_RENEGOTIATION':
      return (
        <Form
          {...shared}
          title={`Ask for another day for ${key}`}
          ask="Why does it need another day?"
          button={`Ask ${toParty.name}`}
          schema={ProposeRenegotiation}
          send={(words) => act(ProposeRenegotiationDocument, { promiseId, ...words })}
        >
          {(error) => (
            <TextField
              type="date"
              name="dueOn"
              label={`By when instead of ${dueDay(promise.dueOn, now)}?`}
              hint={`${toParty.name} agrees, or the day stays as it is.`}
              min={dayIn(ownTimeZone(), now)}
              defaultValue={promise.proposal?.dueOn ?? ''}
              error={error}
              autoFocus
            />
          )}
        </Form>
      );
  }
}

interface FormProps<Schema extends v.GenericSchema<Record<string, unknown>, unknown>> {
  promise: PromiseCardFragment;
  onClose: () => void;
  title: string;
  ask: string;
  button: string;
  schema: Schema;
  send: (words: v.InferOutput<Schema>) => Promise<unknown>;
  /** A field before the reason, given what is wrong with it. */
  children?: (error: string | undefined) => ReactNode;
}

function Form<Schema extends v.GenericSchema<Record<string, unknown>, unknown>>(props: FormProps<Schema>) {
  const { promise, onClose, title, ask, button, schema, send, children } = props;
  const form = useForm(schema, async (words) => {
    await send(words);
    announce('Done. Both sides see it.');
    onClose();
  });
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        <blockquote className={css.quote}>{promise.text}</blockquote>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        {children?.(form.errors.dueOn)}
        <TextArea
          name="reason"
          label={ask}
          hint="Both sides read it beside the promise."
          maxLength={PROMISE_REASON_MAX}
          error={form.errors.reason}
          autoFocus={!children}
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            {button}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
