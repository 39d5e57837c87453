import { MakePromise, PROMISE_TEXT_MAX } from '@tandem/schema/iteration/promise';
import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import { useState } from 'react';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { act, Refused, refusal } from '../../platform/act';
import { client } from '../../platform/apollo';
import { dayIn, ownTimeZone, useNow } from '../../platform/time';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { Choices, SelectField } from '../../ui/SelectField';
import { TextArea, TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import { MakePromiseDocument, StoryPromisedDocument } from './make-promise.gql';
import css from './PromiseDialog.module.css';

const FORM = v.object({
  ...MakePromise.entries,
  ownerPartyId: v.string(),
  ownerId: v.string(),
  storyKey: v.pipe(v.string(), v.trim()),
});

/** Promises something for one's own side, or asks the other side for it. */
export default function MakePromiseDialog({ onClose }: { onClose: () => void }) {
  const { id: partnershipId, slug, parties, members, me, keyPrefix } = usePartnership();
  const now = useNow();
  const [owner, setOwner] = useState<string>(me.party.id);
  const isOwn = owner === me.party.id;
  const form = useForm(FORM, async ({ text, dueOn, ownerPartyId, ownerId, storyKey }) => {
    const { makePromise } = await act(MakePromiseDocument, {
      ...{ partnershipId, text, dueOn, ownerPartyId, ownerId: ownerId || null },
      storyId: storyKey ? await storyNamed(slug, storyKey) : null,
    });
    const { key, ownerParty, promiseState } = makePromise.promise;
    onClose();
    toast(promiseState === 'OPEN' ? `${key} is promised` : `${ownerParty.name} is asked for ${key}`, { detail: text });
  });
  const people = members.filter(({ party, role }) => party.id === owner && CAN_WRITE.has(role));
  return (
    <Dialog title="Make or ask for a promise" isOpen onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <Choices
          label="Who owes it?"
          name="ownerPartyId"
          value={owner}
          onChange={setOwner}
          options={[...parties]
            .sort((a, b) => Number(b.id === me.party.id) - Number(a.id === me.party.id))
            .map(({ id, name }) => ({
              value: id,
              label: id === me.party.id ? `We do, ${name}` : name,
              hint: id === me.party.id ? 'it counts from now' : 'they promise or decline it',
            }))}
        />
        <TextArea
          label={isOwn ? 'What do we promise?' : 'What do you ask for?'}
          name="text"
          maxLength={PROMISE_TEXT_MAX}
          placeholder={isOwn ? 'Test data for the depot tablet, with ten drivers' : 'Access to the ticketing sandbox'}
          error={form.errors.text}
          autoFocus
        />
        <div className={css.pair}>
          <TextField
            type="date"
            name="dueOn"
            label="By the end of"
            min={dayIn(ownTimeZone(), now)}
            error={form.errors.dueOn}
          />
          <SelectField
            key={owner}
            label="Who sees to it?"
            name="ownerId"
            defaultValue={isOwn && CAN_WRITE.has(me.role) ? me.id : ''}
            options={[
              { value: '', label: 'Its leads decide' },
              ...people.map(({ id, name }) => ({ value: id, label: id === me.id ? `${name} (you)` : name })),
            ]}
          />
        </div>
        <TextField
          label="Story (may be left empty)"
          name="storyKey"
          placeholder={`${keyPrefix}-104`}
          autoComplete="off"
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            {isOwn ? 'Promise it' : 'Ask for it'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** @throws Refused when no story is called that. */
async function storyNamed(slug: string, key: string): Promise<string> {
  try {
    const { data } = await client.query({ query: StoryPromisedDocument, variables: { slug, key } });
    if (data?.story) return data.story.id;
  } catch (error) {
    if (refusal(error).code !== 'NOT_FOUND') throw error;
  }
  throw new Refused('BAD_USER_INPUT', `There is no story ${key} here. Check its key, or leave it empty.`);
}
