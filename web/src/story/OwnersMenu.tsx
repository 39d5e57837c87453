import { usePartnership } from '../partnership/use-partnership';
import { MenuItem, MenuSection } from '../ui/Menu';
import { PartyMark } from '../ui/PartyMark';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverMenu } from '../ui/PopoverMenu';
import type { StoryCard } from './story-optimism';
import { useStoryActions } from './use-story-actions';

/** Everybody of both parties, ticked when they own the story; it stays open to tick several. */
export default function OwnersMenu({ story, ...anchor }: PopoverAnchor & { story: StoryCard }) {
  const { parties } = usePartnership();
  const { setOwner } = useStoryActions();
  const owning = new Set(story.owners.map(({ id }) => id));
  return (
    <PopoverMenu
      {...anchor}
      aria-label="Owners"
      placement="bottom start"
      selectionMode="multiple"
      selectedKeys={owning}
      shouldCloseOnSelect={false}
      onSelectionChange={(keys) => {
        for (const member of parties.flatMap((party) => party.members)) {
          const owns = keys === 'all' || keys.has(member.id);
          if (owns !== owning.has(member.id)) void setOwner(story, member, owns);
        }
      }}
    >
      {parties.map((party) => (
        <MenuSection key={party.id} title={party.name}>
          {party.members
            .filter((member) => !member.leftAt)
            .map((member) => (
              <MenuItem
                key={member.id}
                id={member.id}
                textValue={member.name}
                icon={<PartyMark kind={party.kind} initials={member.initials} size={20} />}
              >
                {member.name}
              </MenuItem>
            ))}
        </MenuSection>
      ))}
    </PopoverMenu>
  );
}
