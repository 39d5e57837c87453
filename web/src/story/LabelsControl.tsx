import { Tag } from 'lucide-react';
import { lazy } from 'react';
import { Chip } from '../ui/Chip';
import { PopoverButton } from '../ui/PopoverButton';
import css from './StoryFacts.module.css';
import type { StoryCard } from './story-optimism';

const LabelsPopover = lazy(() => import('./LabelsPopover'));

export function LabelsControl({ story, editable }: { story: StoryCard; editable: boolean }) {
  return (
    <div className={css.stack}>
      <span className={css.chips}>
        {story.labels.map((label) => (
          <Chip key={label.id}>{label.name}</Chip>
        ))}
        {story.labels.length === 0 && <span className={css.none}>None</span>}
      </span>
      {editable && (
        <PopoverButton
          opens="dialog"
          size="small"
          variant="quiet"
          label="Change labels"
          icon={<Tag size={15} aria-hidden />}
          popover={(anchor) => <LabelsPopover {...anchor} story={story} />}
        >
          Change labels
        </PopoverButton>
      )}
    </div>
  );
}
