import { AddPlacement } from '@tandem/schema/partnership/profile';
import { MapPin, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { act, useAct } from '../../platform/act';
import { dayIn, useNow } from '../../platform/time';
import { useForm } from '../../platform/use-form';
import { Button, IconButton } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { dayWords } from '../calendar/opening';
import { type Member, usePartnership } from '../use-partnership';
import css from './MemberPage.module.css';
import { AddPlacementDocument, type MemberProfileFragment, RemovePlacementDocument } from './profile.gql';

interface PlacementsProps {
  member: Member;
  placements: MemberProfileFragment['placements'];
  editable: boolean;
}

/** When somebody works on site with the other party: then they are met at its door, not on a call. */
export function Placements({ member, placements, editable }: PlacementsProps) {
  const [remove] = useAct(RemovePlacementDocument, 'The stay is still there');
  const now = useNow();
  if (placements.length === 0 && !editable) return null;
  return (
    <section className={css.placements} aria-labelledby="placements-heading">
      <h2 id="placements-heading">On site with the other side</h2>
      {placements.length === 0 && <p className={css.minor}>No stay is planned.</p>}
      <ul>
        {placements.map(({ id, withParty, startsOn, endsOn }) => {
          const today = dayIn(member.timeZone, now);
          return (
            <li key={id} data-past={endsOn < today || undefined}>
              <MapPin size={16} aria-hidden />
              <span>
                <strong>{withParty.name}</strong>, {dayWords(startsOn)} to {dayWords(endsOn)}
                {startsOn <= today && today <= endsOn && <span className={css.now}> · there now</span>}
              </span>
              {editable && (
                <IconButton
                  size="small"
                  label={`Remove the stay that starts ${dayWords(startsOn)}`}
                  icon={<Trash2 size={16} aria-hidden />}
                  onPress={() => void remove({ memberId: member.id, placementId: id })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {editable && <AddStay member={member} />}
    </section>
  );
}

function AddStay({ member }: { member: Member }) {
  const { parties } = usePartnership();
  const host = parties.find(({ id }) => id !== member.party.id);
  const fields = useRef<HTMLFormElement>(null);
  const form = useForm(AddPlacement, async ({ startsOn, endsOn }) => {
    if (!host) return;
    await act(AddPlacementDocument, { memberId: member.id, withPartyId: host.id, startsOn, endsOn });
    fields.current?.reset();
  });
  return (
    <form ref={fields} className={css.add} onSubmit={form.onSubmit} noValidate aria-label="Add a stay">
      <TextField
        label={`With ${host?.name ?? 'the other side'} from`}
        name="startsOn"
        type="date"
        error={form.errors.startsOn}
      />
      <TextField label="to" name="endsOn" type="date" error={form.errors.endsOn} />
      <Button type="submit" isPending={form.pending}>
        Add a stay
      </Button>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
    </form>
  );
}
