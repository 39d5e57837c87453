import { type CSSProperties, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { StoryCard } from '../story/story-optimism';
import { Tab, TabList, TabPanel, Tabs } from '../ui/Tabs';
import { DeclinedStories } from './DeclinedStories';
import css from './WeekPage.module.css';
import { PlanningList } from './PlanningList';
import { backlogFor, heldIn, type Week } from './planned-stories';
import { useNarrow } from './use-narrow';
import { usePlanning } from './use-planning';
import { weekName, weekShort } from './week-words';

const DeclineDialog = lazy(() => import('./DeclineDialog'));

interface PlanningBoardProps {
  week: Week;
  stories: readonly StoryCard[] | undefined;
  /** The week that runs now. */
  current: string;
  editable: boolean;
  /** On a phone above both; else it stands beside them. */
  meter: ReactNode;
}

/** The backlog on one side, the week on the other; on a phone one at a time, the meter above both. */
export default function PlanningBoard({ week, stories, current, editable, meter }: PlanningBoardProps) {
  const planning = usePlanning(week);
  const narrow = useNarrow();
  const [declining, setDeclining] = useState<StoryCard | null>(null);
  const held = useMemo(() => heldIn(week).map(({ story }) => story), [week]);
  const backlog = useMemo(() => backlogFor(week, stories ?? [], current), [week, stories, current]);
  const list = { week, planning, editable, onDecline: setDeclining };
  const ready = backlog.filter(({ state }) => state === 'READY').length;
  const backlogList = (
    <PlanningList
      {...list}
      side="backlog"
      stories={backlog}
      labelledBy={narrow ? 'tab-backlog' : 'backlog-heading'}
      empty={
        stories === undefined
          ? 'Reading the backlog…'
          : 'Every story is planned, built or dropped. Write new ones together on the stories page.'
      }
    />
  );
  const weekList = (
    <PlanningList
      {...list}
      side="week"
      stories={held}
      labelledBy={narrow ? 'tab-week' : 'week-heading'}
      empty={
        editable
          ? `Nothing is planned for ${weekName(week.isoWeek)}. Drag stories here, or use the arrow or menu of each.`
          : `Nothing is planned for ${weekName(week.isoWeek)}.`
      }
    />
  );
  return (
    <>
      {narrow ? (
        <div className={css.narrow}>
          {meter}
          <Tabs defaultSelectedKey={held.length === 0 ? 'backlog' : 'week'}>
            <TabList aria-label="Backlog and week">
              <Tab id="backlog">
                <span id="tab-backlog">Backlog {backlog.length}</span>
              </Tab>
              <Tab id="week">
                <span id="tab-week">
                  {weekShort(week.isoWeek)}: {held.length}
                </span>
              </Tab>
            </TabList>
            <TabPanel id="backlog">
              <div className={css.side} style={rows(backlog.length)}>
                {backlogList}
              </div>
            </TabPanel>
            <TabPanel id="week">
              <div className={css.side} style={rows(held.length)}>
                {weekList}
              </div>
            </TabPanel>
          </Tabs>
        </div>
      ) : (
        <div className={css.sides} style={longest(Math.max(backlog.length, held.length))}>
          <section className={css.side} aria-labelledby="backlog-heading">
            <header className={css.sideHead}>
              <h2 id="backlog-heading">
                Backlog <span className={css.count}>{backlog.length}</span>
              </h2>
              <p>{ready === 1 ? '1 is ready' : `${ready} are ready`}; what is still being written comes after</p>
            </header>
            {backlogList}
          </section>
          <section className={css.side} aria-labelledby="week-heading">
            <header className={css.sideHead}>
              <h2 id="week-heading">
                Planned for {weekName(week.isoWeek)} <span className={css.count}>{held.length}</span>
              </h2>
              <p>In the order in which they are built</p>
            </header>
            {weekList}
          </section>
        </div>
      )}
      <DeclinedStories week={week} planning={planning} editable={editable} />
      {declining && (
        <Suspense fallback={null}>
          <DeclineDialog
            story={declining}
            onClose={() => setDeclining(null)}
            onGive={(reason) => {
              setDeclining(null);
              void planning.decline(declining, reason);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** On a phone a list is as high as its cards, up to the screen's height. */
const rows = (count: number) => ({ height: `min(calc(100dvh - 180px), ${Math.max(count, 1.5) * 82 + 12}px)` });
/** Beside each other both are as high as the longer one, which leaves room to drop into. */
const longest = (count: number) => ({ '--rows': count }) as CSSProperties;
