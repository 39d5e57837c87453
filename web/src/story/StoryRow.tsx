import { GripVertical } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { GridListItem } from 'react-aria-components/GridList';
import { Chip } from '../ui/Chip';
import { PartyMarkStack } from '../ui/PartyMark';
import board from './BoardPage.module.css';
import { CardMenu } from './CardMenu';
import { EstimateControl, pointsWords } from './EstimateControl';
import { InkBar } from './InkBar';
import { inkTotals } from './ink-totals';
import { StateIcon } from './StateIcon';
import css from './StoriesPage.module.css';
import { STATE_WORDS } from './state-words';
import type { Place, StoryCard } from './story-optimism';

interface StoryRowProps {
  story: StoryCard;
  list: readonly StoryCard[];
  editable: boolean;
  draggable: boolean;
  onPlace: (place: Place) => void;
  onState: (to: StoryCard['state']) => void;
}

export function StoryRow({ story, list, editable, draggable, onPlace, onState }: StoryRowProps) {
  const title = story.title || 'Untitled story';
  const { client, vendor, words } = inkTotals(story);
  const state = STATE_WORDS[story.state];
  return (
    <GridListItem id={story.id} value={story} textValue={`${story.key} ${title}`} className={css.row!}>
      <span className={css.dragCell}>
        {draggable && (
          <Button slot="drag" className={board.grip!} aria-label={`Drag ${story.key}`}>
            <GripVertical size={16} aria-hidden />
          </Button>
        )}
      </span>
      <span className={css.key}>{story.key}</span>
      <span className={css.title} data-untitled={story.title === '' || undefined}>
        {title}
      </span>
      <span className={css.labels}>
        {story.labels.slice(0, 2).map((label) => (
          <Chip key={label.id}>{label.name}</Chip>
        ))}
        {story.labels.length > 2 && <Chip>+{story.labels.length - 2}</Chip>}
      </span>
      <span className={css.state}>
        <Chip tone={state.tone} icon={<StateIcon state={story.state} />}>
          {state.name}
        </Chip>
      </span>
      <span className={css.inks}>
        <InkBar client={client} vendor={vendor} label={words} />
      </span>
      <span className={css.owners}>
        <PartyMarkStack people={story.owners} max={3} size={20} />
      </span>
      <span className={css.points}>
        {editable ? (
          <EstimateControl story={story} compact />
        ) : (
          <span title={pointsWords(story.estimate)}>{story.estimate ?? '–'}</span>
        )}
      </span>
      <span className={css.menu}>
        {editable && <CardMenu story={story} list={list} onPlace={onPlace} onState={onState} />}
      </span>
    </GridListItem>
  );
}
