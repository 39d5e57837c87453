import { ArrowLeft, ArrowRight, Check, CircleDashed, CornerUpLeft, GripVertical } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { GridListItem } from 'react-aria-components/GridList';
import { EstimateControl, pointsWords } from '../story/EstimateControl';
import { STATE_WORDS } from '../story/state-words';
import type { StoryCard } from '../story/story-optimism';
import { IconButton } from '../ui/Button';
import { PartyMarkStack } from '../ui/PartyMark';
import css from './PlanningList.module.css';
import { PlanningMenu } from './PlanningMenu';
import { lacking, type Week } from './planned-stories';
import type { Planning } from './use-planning';
import type { Side } from './use-planning-drag';
import { weekName } from './week-words';

export interface PlanningCardProps {
  story: StoryCard;
  side: Side;
  week: Week;
  /** The list it stands in, in order. */
  list: readonly StoryCard[];
  planning: Planning;
  editable: boolean;
  /** Asks for the reason, then declines. */
  onDecline: (story: StoryCard) => void;
}

/** A story as it is weighed for a week: its points first, then its words, then whether it can be built. */
export function PlanningCard(props: PlanningCardProps) {
  const { story, side, week, planning, editable } = props;
  const title = story.title || 'Untitled story';
  const points = week.stories.find((one) => one.story.id === story.id)?.points ?? story.estimate;
  const inWeek = side === 'week';
  return (
    <GridListItem
      id={story.id}
      value={story}
      textValue={`${story.key} ${title}`}
      className={css.card!}
      data-state={story.state}
      data-plain={editable ? undefined : true}
    >
      {editable && (
        <Button slot="drag" className={css.grip!} aria-label={`Drag ${story.key}`}>
          <GripVertical size={16} aria-hidden />
        </Button>
      )}
      <span className={css.points} data-none={points === null || undefined}>
        {editable ? (
          <EstimateControl story={story} compact />
        ) : (
          <span title={pointsWords(points)}>
            {points ?? '–'} <span className="visually-hidden">{points === 1 ? 'point' : 'points'}</span>
          </span>
        )}
      </span>
      <div className={css.words}>
        <div className={css.title} data-untitled={story.title === '' || undefined}>
          {title}
        </div>
        <div className={css.meta}>
          <span className={css.key}>{story.key}</span>
          <Readiness story={story} />
        </div>
      </div>
      <span className={css.owners}>
        <PartyMarkStack people={story.owners} max={3} size={20} />
      </span>
      {editable && (
        <span className={css.acts}>
          <PlanningMenu {...props} />
          <IconButton
            size="small"
            label={inWeek ? `Take ${story.key} back to the backlog` : `Plan ${story.key} for ${weekName(week.isoWeek)}`}
            icon={inWeek ? <ArrowLeft size={16} aria-hidden /> : <ArrowRight size={16} aria-hidden />}
            onPress={() => void (inWeek ? planning.unplan(story) : planning.plan(story))}
          />
        </span>
      )}
    </GridListItem>
  );
}

/** Ready, or what keeps it from being so; never by colour alone. */
function Readiness({ story }: { story: StoryCard }) {
  if (story.state === 'DRAFT') {
    const missing = lacking(story);
    return (
      <span className={css.ready} data-tone="not" title={missing.join(', ')}>
        <CircleDashed size={13} aria-hidden />
        Not ready{missing.length > 0 ? `: ${missing.join(', ')}` : ''}
      </span>
    );
  }
  if (story.state === 'RETURNED')
    return (
      <span className={css.ready} data-tone="return" title={story.stateReason ?? undefined}>
        <CornerUpLeft size={13} aria-hidden />
        Returned{story.stateReason ? `: ${story.stateReason}` : ''}
      </span>
    );
  return (
    <span className={css.ready} data-tone={story.state === 'ACCEPTED' ? 'accept' : 'plain'}>
      <Check size={13} aria-hidden />
      {STATE_WORDS[story.state].name}
    </span>
  );
}
