import { useQuery } from '@apollo/client/react';
import { useNavigate } from '@tanstack/react-router';
import { CONCERN_TITLE_MAX, CONCERN_TEXT_MAX, RaiseConcern } from '@tandem/schema/iteration/concern';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { act, Refused, refusal } from '../../platform/act';
import { client } from '../../platform/apollo';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { Choices, SelectField } from '../../ui/SelectField';
import { TextArea, TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import css from './RaiseConcernDialog.module.css';
import { RaiseConcernDocument, SettledConcernsDocument, StoryNamedDocument } from './raise-concern.gql';

interface RaiseConcernDialogProps {
  onClose: () => void;
  /** What is known already, such as from a stand-up. */
  from?: { title: string; detail: string; storyKey: string; standupEntryId: string };
}

const FORM = v.object({
  ...RaiseConcern.entries,
  ownerPartyId: v.string(),
  storyKey: v.pipe(v.string(), v.trim()),
  recurrenceOfId: v.string(),
});

/** Puts a worry to one of the parties: from then on it has an owner and a clock. */
export default function RaiseConcernDialog({ onClose, from }: RaiseConcernDialogProps) {
  const { id: partnershipId, slug, parties, me, keyPrefix } = usePartnership();
  const { data } = useQuery(SettledConcernsDocument, { variables: { slug }, fetchPolicy: 'cache-and-network' });
  const settled = (data?.partnership?.concerns.edges ?? []).map(({ node }) => node).reverse();
  const navigate = useNavigate();
  const form = useForm(FORM, async ({ title, detail, ownerPartyId, storyKey, recurrenceOfId }) => {
    const { raiseConcern } = await act(RaiseConcernDocument, {
      ...{ partnershipId, title, detail, ownerPartyId, recurrenceOfId: recurrenceOfId || null },
      storyId: storyKey ? await storyNamed(slug, storyKey) : null,
      standupEntryId: from?.standupEntryId ?? null,
    });
    const { key, ownerParty } = raiseConcern.concern;
    onClose();
    toast(`${key} is with ${ownerParty.name}`, {
      detail: title,
      action: {
        label: 'Open it',
        onPress: () => void navigate({ to: '/p/$slug/concerns/$key', params: { slug, key } }),
      },
    });
  });
  const other = parties.find(({ id }) => id !== me.party.id) ?? parties[0];
  return (
    <Dialog title="Raise a concern" isOpen onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <TextField
          label="What worries you?"
          name="title"
          maxLength={CONCERN_TITLE_MAX}
          placeholder="No test data for the depot tablet"
          defaultValue={from?.title ?? ''}
          error={form.errors.title}
          autoComplete="off"
          autoFocus
        />
        <TextArea
          label="More about it (may be left empty)"
          name="detail"
          maxLength={CONCERN_TEXT_MAX}
          hint="What happens if nobody does anything? Both parties read it."
          defaultValue={from?.detail ?? ''}
          error={form.errors.detail}
        />
        <Choices
          label="Who is to answer?"
          name="ownerPartyId"
          defaultValue={other?.id ?? ''}
          options={parties.map(({ id, name }) => ({
            value: id,
            label: name,
            hint: id === me.party.id ? 'your own side' : 'in working days of their calendar',
          }))}
        />
        <div className={css.pair}>
          <TextField
            label="Story (may be left empty)"
            name="storyKey"
            placeholder={`${keyPrefix}-104`}
            defaultValue={from?.storyKey ?? ''}
            autoComplete="off"
          />
          <SelectField
            label="Has it been here before?"
            name="recurrenceOfId"
            defaultValue=""
            options={[
              { value: '', label: 'No, it is new' },
              ...settled.map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` })),
            ]}
          />
        </div>
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            Raise it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** @throws Refused when no story is called that. */
async function storyNamed(slug: string, key: string): Promise<string> {
  try {
    const { data } = await client.query({ query: StoryNamedDocument, variables: { slug, key } });
    if (data?.story) return data.story.id;
  } catch (error) {
    if (refusal(error).code !== 'NOT_FOUND') throw error;
  }
  throw new Refused('BAD_USER_INPUT', `There is no story ${key} here. Check its key, or leave it empty.`);
}
