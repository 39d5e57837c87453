import { Link } from '@tanstack/react-router';
import { CalendarMinus, CalendarPlus, Pencil, Scale, Split } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { PartyMark } from '../../ui/PartyMark';
import { PopoverButton } from '../../ui/PopoverButton';
import type { Week } from '../planned-stories';
import { pointsWords, weekName } from '../week-words';
import { signedAt } from './commitment-words';
import type { ScopeKind } from './scope-kinds';
import css from './ScopeLedger.module.css';
import type { Signed } from './use-commitment';

const ScopeDialog = lazy(() => import('./ScopeDialog'));
const ScopeMenuItems = lazy(() => import('./ScopeMenuItems'));

type Entry = Signed['scopeChanges'][number];

interface ScopeLedgerProps {
  week: Week;
  entries: readonly Entry[];
  signedPoints: number;
}

/** What changed about the week after both had signed: nothing comes or goes unasked, and nothing is forgotten. */
export function ScopeLedger({ week, entries, signedPoints }: ScopeLedgerProps) {
  const { canWrite } = usePartnership();
  const [kind, setKind] = useState<ScopeKind | null>(null);
  const points = week.plannedPoints;
  return (
    <section className={css.ledger} aria-labelledby="ledger-heading">
      <header className={css.head}>
        <div>
          <h2 id="ledger-heading">
            Scope ledger <span className={css.count}>{entries.length}</span>
          </h2>
          <p>
            {points === signedPoints
              ? `${pointsWords(signedPoints)} signed, and as many now`
              : `${pointsWords(signedPoints)} signed, ${points} now`}
          </p>
        </div>
        {canWrite && (
          <PopoverButton
            opens="menu"
            label={`Change the scope of ${weekName(week.isoWeek)}`}
            icon={<Pencil size={15} aria-hidden />}
            popover={(anchor) => <ScopeMenuItems {...anchor} week={week} onChoose={setKind} />}
          >
            Change the scope
          </PopoverButton>
        )}
      </header>
      {entries.length === 0 ? (
        <p className={css.none}>
          Nothing changed since both signed. A story that comes in, leaves, is split or gets other points is written
          here with who asked and why, and both parties are told.
        </p>
      ) : (
        <ol className={css.entries}>
          {entries.toReversed().map((entry) => (
            <LedgerEntry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {kind && (
        <Suspense fallback={null}>
          <ScopeDialog week={week} kind={kind} onClose={() => setKind(null)} />
        </Suspense>
      )}
    </section>
  );
}

const ICONS: Readonly<Record<ScopeKind, typeof Split>> = {
  ADD: CalendarPlus,
  REMOVE: CalendarMinus,
  REESTIMATE: Scale,
  SPLIT: Split,
};

function LedgerEntry({ entry }: { entry: Entry }) {
  const { kind, story, newStory, askedBy, madeBy, reason, pointsBefore, pointsAfter, at } = entry;
  const Icon = ICONS[kind];
  const said: Readonly<Record<ScopeKind, ReactNode>> = {
    ADD: (
      <>
        <StoryLink story={story} /> added
      </>
    ),
    REMOVE: (
      <>
        <StoryLink story={story} /> taken out
      </>
    ),
    REESTIMATE: (
      <>
        <StoryLink story={story} /> re-estimated
      </>
    ),
    SPLIT: (
      <>
        {newStory ? <StoryLink story={newStory} /> : 'A story'} split from <StoryLink story={story} />
      </>
    ),
  };
  return (
    <li className={css.entry}>
      <span className={css.icon}>
        <Icon size={16} aria-hidden />
      </span>
      <div className={css.said}>
        <p className={css.what}>{said[kind]}</p>
        <p className={css.reason}>“{reason}”</p>
        <p className={css.who}>
          <PartyMark kind={askedBy.party.kind} initials={askedBy.initials} size={18} />
          {askedBy.name} asked
          {madeBy.id !== askedBy.id && `; ${madeBy.name} entered it`} · {signedAt(at)}
        </p>
      </div>
      <Points before={pointsBefore} after={pointsAfter} />
    </li>
  );
}

/** "+3" and "−3" for what came and went, "5 → 8" for what got other points. */
function Points({ before, after }: { before: number | null; after: number | null }) {
  if (before === after) return null;
  if (before !== null && after !== null)
    return (
      <span className={css.points}>
        <span className="visually-hidden">Points: </span>
        {before} → {after}
      </span>
    );
  return (
    <span className={css.points}>
      <span className="visually-hidden">Points: </span>
      {after === null ? `−${before}` : `+${after}`}
    </span>
  );
}

function StoryLink({ story: { key, title } }: { story: { key: string; title: string } }) {
  const { slug } = usePartnership();
  return (
    <Link to="/p/$slug/stories/$key" params={{ slug, key }}>
      {key} {title}
    </Link>
  );
}
