import { UserPlus } from 'lucide-react';
import { usePartnership } from '../partnership/use-partnership';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu';
import { PartyMark } from '../ui/PartyMark';
import css from './StoryFacts.module.css';
import type { StoryCard } from './story-optimism';
import { useStoryActions } from './use-story-actions';

/** Who of each party answers for the story. */
export function OwnersControl({ story, editable }: { story: StoryCard; editable: boolean }) {
  const { parties } = usePartnership();
  const { setOwner } = useStoryActions();
  const owning = new Set(story.owners.map(({ id }) => id));
  return (
    <div className={css.stack}>
      {story.owners.map((owner) => (
        <span key={owner.id} className={css.person}>
          <PartyMark kind={owner.party.kind} initials={owner.initials} size={24} />
          {owner.name}
        </span>
      ))}
      {story.owners.length === 0 && <span className={css.none}>Nobody yet</span>}
      {editable && (
        <MenuTrigger>
          <Button size="small" variant="quiet" icon={<UserPlus size={15} aria-hidden />}>
            Change owners
          </Button>
          <Menu
            placement="bottom start"
            aria-label="Owners"
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
          </Menu>
        </MenuTrigger>
      )}
    </div>
  );
}
