import { Check, CircleQuestionMark, GripVertical } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { GridListItem } from 'react-aria-components/GridList';
import type { HerePerson } from '../platform/here';
import { PartyMarkStack } from '../ui/PartyMark';
import css from './BoardPage.module.css';
import { CardMenu } from './CardMenu';
import { InkBar } from './InkBar';
import { inkTotals } from './ink-totals';
import { OutcomeChip } from './OutcomeChip';
import { StateIcon } from './StateIcon';
import type { Place, StoryCard } from './story-optimism';

interface StoryCardItemProps {
  story: StoryCard;
  list: readonly StoryCard[];
  /** Who has this story open now. */
  here: readonly HerePerson[];
  editable: boolean;
  onOpen: () => void;
  onPlace: (place: Place) => void;
  onState: (to: StoryCard['state']) => void;
}

/** A story on the board: of fixed height, so that five hundred can be scrolled without measuring one. */
export function StoryCardItem({ story, list, here, editable, onOpen, onPlace, onState }: StoryCardItemProps) {
  const title = story.title || 'Untitled story';
  const { client, vendor, words } = inkTotals(story);
  return (
    <GridListItem
      id={story.id}
      value={story}
      textValue={`${story.key} ${title}`}
      className={css.card!}
      onAction={onOpen}
      data-returned={story.state === 'RETURNED' || undefined}
    >
      <div className={css.cardHead}>
        <span className={css.key}>{story.key}</span>
        {here.length > 0 && (
          <span
            className={css.here}
            role="img"
            aria-label={`${here.map(({ member }) => member.name).join(', ')} in it now`}
            title={`${here.map(({ member }) => member.name).join(', ')} in it now`}
          />
        )}
        <span className={css.space} />
        <OutcomeChip story={story} />
        {story.openQuestions > 0 && <OpenQuestions count={story.openQuestions} />}
        {story.state === 'RETURNED' && (
          <span className={css.returned} role="img" aria-label="Returned" title={story.stateReason ?? 'Returned'}>
            <StateIcon state="RETURNED" />
          </span>
        )}
        {editable && <CardMenu story={story} list={list} onPlace={onPlace} onState={onState} />}
        {editable && (
          <Button slot="drag" className={css.grip!} aria-label={`Drag ${story.key}`}>
            <GripVertical size={16} aria-hidden />
          </Button>
        )}
      </div>
      <div className={css.cardTitle} data-untitled={story.title === '' || undefined}>
        {title}
      </div>
      <div className={css.cardFoot}>
        <InkBar client={client} vendor={vendor} label={words} />
        <CriteriaAgreed story={story} />
        {story.estimate !== null && (
          <span className={css.points} title={`${story.estimate} points`}>
            {story.estimate} <span className="visually-hidden">points</span>
          </span>
        )}
        <span className={css.space} />
        <PartyMarkStack people={story.owners} max={3} size={20} />
      </div>
    </GridListItem>
  );
}

function CriteriaAgreed({ story: { criteriaCount, agreedCount } }: { story: StoryCard }) {
  if (criteriaCount === 0) return <span>No criteria</span>;
  const all = agreedCount === criteriaCount;
  const words = `${agreedCount} of ${criteriaCount} criteria agreed by both parties`;
  return (
    <span className={css.agreed} data-all={all || undefined} title={words}>
      {all && <Check size={13} aria-hidden />}
      <span aria-hidden="true">
        {agreedCount}/{criteriaCount} agreed
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function OpenQuestions({ count }: { count: number }) {
  const words = count === 1 ? '1 open question' : `${count} open questions`;
  return (
    <span className={css.questions} role="img" aria-label={words} title={words}>
      <CircleQuestionMark size={14} aria-hidden /> {count}
    </span>
  );
}
