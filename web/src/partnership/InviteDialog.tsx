import { email } from '@tandem/schema/partnership/inputs';
import { INVITATION_DAYS } from '@tandem/schema/partnership/rules';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import * as v from 'valibot';
import { InvitationsDocument, InviteMemberDocument } from './people.gql';
import { act } from '../platform/act';
import { client } from '../platform/apollo';
import { useForm } from '../platform/use-form';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { Choices } from '../ui/SelectField';
import { TextField } from '../ui/TextField';
import css from './PeoplePage.module.css';
import { ROLES } from './role-words';
import { type Party, usePartnership } from './use-partnership';

const INVITE = v.object({
  role: v.picklist(['LEAD', 'MEMBER', 'SPONSOR', 'OBSERVER']),
  email: v.union(
    [
      v.pipe(
        v.literal(''),
        v.transform(() => null),
      ),
      email,
    ],
    'This doesn’t look like an e-mail address. Leave it empty to hand the link over yourself.',
  ),
});

/** Makes a single-use link. It is shown once: the server keeps only its hash. */
export function InviteDialog({ party, onClose }: { party: Party; onClose: () => void }) {
  const { slug, me } = usePartnership();
  const [url, setUrl] = useState<string | null>(null);
  const firstLead = party.id !== me.party.id;
  const form = useForm(INVITE, async (values) => {
    const { inviteMember } = await act(InviteMemberDocument, { partyId: party.id, ...values });
    setUrl(inviteMember.url);
    await client.query({ query: InvitationsDocument, variables: { slug }, fetchPolicy: 'network-only' });
  });
  if (url)
    return (
      <Dialog title="The invitation is ready" isOpen onClose={onClose}>
        <InvitationLink url={url} />
        <DialogActions>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </DialogActions>
      </Dialog>
    );
  return (
    <Dialog
      title={firstLead ? `Invite the first lead of ${party.name}` : `Invite to ${party.name}`}
      isOpen
      onClose={onClose}
    >
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <Choices
          label="Role"
          name="role"
          defaultValue={firstLead ? 'LEAD' : 'MEMBER'}
          options={firstLead ? ROLES.filter(({ value }) => value === 'LEAD') : ROLES}
        />
        <TextField
          label="Their e-mail (may be left empty)"
          name="email"
          type="email"
          autoComplete="off"
          hint="With it, only the owner of that address can use the link."
          error={form.errors.email}
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            Make the link
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function InvitationLink({ url }: { url: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => {
        setCopied(true);
        announce('Link copied');
      },
      () => announce('The link could not be copied. Select it and copy it by hand.', { assertive: true }),
    );
  return (
    <>
      <p>
        Send this link to the person you invite. It works once, for {INVITATION_DAYS} days, and it is shown only now.
      </p>
      <div className={css.link}>
        <TextField
          label="Invitation link"
          labelHidden
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          onPress={() => void copy()}
          autoFocus
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </>
  );
}
