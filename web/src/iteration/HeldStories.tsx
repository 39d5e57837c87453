import { Link } from '@tanstack/react-router';
import { usePartnership } from '../partnership/use-partnership';
import { StateIcon } from '../story/StateIcon';
import { STATE_WORDS } from '../story/state-words';
import { Chip } from '../ui/Chip';
import { PartyMarkStack } from '../ui/PartyMark';
import list from './PlanningList.module.css';
import css from './WeekPage.module.css';
import { StoryChangedMark } from './commitment/StoryChangedMark';
import { heldIn, pointsOf, type Week } from './planned-stories';
import { weekName } from './week-words';

/** The stories of a week that is committed to, or over, and how far each has come. */
export function HeldStories({ week }: { week: Week }) {
  const { slug } = usePartnership();
  const held = heldIn(week);
  return (
    <section className={css.held} aria-labelledby="week-heading">
      <h2 id="week-heading">
        {week.committedAt ? 'Committed for' : 'Planned for'} {weekName(week.isoWeek)}{' '}
        <span className={css.count}>{held.length}</span>
      </h2>
      {held.length === 0 ? (
        <p className={list.nothing}>No story was in this week.</p>
      ) : (
        <ul className={css.heldList}>
          {held.map((one) => (
            <li key={one.id}>
              <Link
                to="/p/$slug/stories/$key"
                params={{ slug, key: one.story.key }}
                className={list.card}
                data-plain
                data-state={one.story.state}
              >
                <span className={list.points}>
                  <span>
                    {pointsOf(one)} <span className="visually-hidden">points,</span>
                  </span>
                </span>
                <span className={list.words}>
                  <span className={list.title}>{one.story.title || 'Untitled story'}</span>
                  <span className={list.meta}>
                    <span className={list.key}>{one.story.key}</span>
                    <Chip tone={STATE_WORDS[one.story.state].tone} icon={<StateIcon state={one.story.state} />}>
                      {STATE_WORDS[one.story.state].name}
                    </Chip>
                    {one.state === 'ADDED' && <span title="Added after the commitment">Added since</span>}
                    {week.committedAt && <StoryChangedMark isoWeek={week.isoWeek} storyId={one.story.id} />}
                  </span>
                </span>
                <PartyMarkStack people={one.story.owners} max={3} size={20} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
