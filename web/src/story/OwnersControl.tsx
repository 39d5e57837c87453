import { UserPlus } from 'lucide-react';
import { lazy } from 'react';
import { PartyMark } from '../ui/PartyMark';
import { PopoverButton } from '../ui/PopoverButton';
import css from './StoryFacts.module.css';
import type { StoryCard } from './story-optimism';

const OwnersMenu = lazy(() => import('./OwnersMenu'));

/** Who of each party answers for the story. */
export function OwnersControl({ story, editable }: { story: StoryCard; editable: boolean }) {
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
        <PopoverButton
          opens="menu"
          size="small"
          variant="quiet"
          label="Change owners"
          icon={<UserPlus size={15} aria-hidden />}
          popover={(anchor) => <OwnersMenu {...anchor} story={story} />}
        >
          Change owners
        </PopoverButton>
      )}
    </div>
  );
}
