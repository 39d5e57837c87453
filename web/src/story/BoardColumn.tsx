import { useNavigate } from '@tanstack/react-router';
import type { StoryState } from '@tandem/schema/story/rules';
import { useMemo } from 'react';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { usePartnership } from '../partnership/use-partnership';
import { type HerePerson, useHere } from '../platform/here';
import { DragList } from '../ui/DragList';
import css from './BoardPage.module.css';
import { columnDrag } from './column-drag';
import { StoryCardItem } from './StoryCardItem';
import { STATE_WORDS } from './state-words';
import type { Place, StoryCard } from './story-optimism';

const LAYOUT = { rowSize: 116, gap: 8, padding: 2, dropIndicatorThickness: 4 };

/** Nobody moves a story there by hand. */
const COMES_BY_ITSELF: Readonly<Partial<Record<StoryState, string>>> = {
  READY:
    'A story comes here by itself: once both parties agree to every criterion, no question is open and it has an estimate.',
  COMMITTED: 'Nothing here. Stories come here when both parties sign the week.',
};

interface BoardColumnProps {
  state: StoryState;
  stories: readonly StoryCard[];
  /** Puts a story into a state and beside another; the board knows which of both is new. */
  onPut: (story: StoryCard, to: StoryState, place: Place) => void;
}

export function BoardColumn({ state, stories, onPut }: BoardColumnProps) {
  const { slug, canWrite } = usePartnership();
  const navigate = useNavigate();
  const here = useHereByStory();
  const words = STATE_WORDS[state];
  const points = stories.reduce((sum, story) => sum + (story.estimate ?? 0), 0);
  return (
    <section className={css.column} aria-labelledby={`column-${state}`}>
      <header className={css.columnHead}>
        <h2 id={`column-${state}`}>
          {words.name} <span className={css.count}>{stories.length}</span>
        </h2>
        <p>{points > 0 ? `${words.meaning} · ${points} points` : words.meaning}</p>
      </header>
      <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
        <DragList
          className={css.cards!}
          aria-labelledby={`column-${state}`}
          items={stories}
          dependencies={[here, stories, canWrite]}
          drag={canWrite ? columnDrag(state, (story, place) => onPut(story, state, place)) : null}
          indicatorClassName={css.indicator!}
          keyboardNavigationBehavior="arrow"
          renderEmptyState={() => (
            <p className={css.nothing}>
              {canWrite
                ? (COMES_BY_ITSELF[state] ?? 'Nothing here. Drag a story here, or use its “Move to…”.')
                : 'Nothing here.'}
            </p>
          )}
        >
          {(story) => (
            <StoryCardItem
              story={story}
              list={stories}
              here={here.get(story.key) ?? NOBODY}
              editable={canWrite}
              onOpen={() => void navigate({ to: '/p/$slug/stories/$key', params: { slug, key: story.key } })}
              onPlace={(place) => onPut(story, state, place)}
              onState={(to) => onPut(story, to, {})}
            />
          )}
        </DragList>
      </Virtualizer>
    </section>
  );
}

const NOBODY: readonly HerePerson[] = [];

/** Who has which story open, by its key. */
function useHereByStory(): ReadonlyMap<string, HerePerson[]> {
  const here = useHere();
  const { me } = usePartnership();
  return useMemo(() => {
    const byKey = new Map<string, HerePerson[]>();
    for (const person of here) {
      if (person.member.id === me.id) continue;
      for (const place of person.places) {
        const [page, key] = place.split('/');
        if (page === 'stories' && key) byKey.set(key, [...(byKey.get(key) ?? []), person]);
      }
    }
    return byKey;
  }, [here, me.id]);
}
