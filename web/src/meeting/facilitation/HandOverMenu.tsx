import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import { usePartnership } from '../../partnership/use-partnership';
import { useHere } from '../../platform/here';
import { MenuItem, MenuSection } from '../../ui/Menu';
import { PartyMark } from '../../ui/PartyMark';
import type { PopoverAnchor } from '../../ui/PopoverButton';
import { PopoverMenu } from '../../ui/PopoverMenu';
import type { Meeting } from '../meeting';
import type { Facilitation } from './use-facilitation';

interface HandOverMenuProps extends PopoverAnchor {
  meeting: Meeting;
  facilitation: Facilitation;
}

/** Everybody of both parties who may facilitate, who is here first. */
export default function HandOverMenu({ meeting, facilitation, ...anchor }: HandOverMenuProps) {
  const { parties, members } = usePartnership();
  const here = new Set(useHere().map(({ member }) => member.id));
  return (
    <PopoverMenu {...anchor} aria-label="Hand over to" onAction={(id) => void facilitation.handOver(String(id))}>
      {parties.map((party) => (
        <MenuSection key={party.id} title={party.name}>
          {members
            .filter(
              ({ id, role, party: { id: partyId } }) =>
                partyId === party.id && CAN_WRITE.has(role) && id !== meeting.facilitator?.id,
            )
            .toSorted((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)))
            .map(({ id, name, initials }) => (
              <MenuItem
                key={id}
                id={id}
                icon={<PartyMark kind={party.kind} initials={initials} size={20} />}
                {...(here.has(id) ? {} : { detail: 'Not here now' })}
              >
                {name}
              </MenuItem>
            ))}
        </MenuSection>
      ))}
    </PopoverMenu>
  );
}
