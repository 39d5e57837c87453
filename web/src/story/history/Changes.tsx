import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { StoryDiffDocument, type StoryDiffQuery } from './history.gql';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { Problem } from '../../ui/Problem';
import { SelectField } from '../../ui/SelectField';
import { Switch } from '../../ui/Switch';
import { DiffWords } from '../DiffWords';
import css from './StoryHistory.module.css';
import { partName, type Version, versionName } from './moments';
import { useSettled } from './use-settled';

type FieldDiff = NonNullable<StoryDiffQuery['story']>['diff'][number];

interface ChangesProps {
  storyKey: string;
  from: number;
  to: number;
  versions: readonly Version[];
  onFrom: (from: number) => void;
}

const SETTLE_MS = 80;

/** What changed between two moments, word by word: within the text, or side by side. */
export function Changes({ storyKey, from, to, versions, onFrom }: ChangesProps) {
  const { slug } = usePartnership();
  const [beside, setBeside] = useState(false);
  const wanted = useSettled(`${from} ${to}`, SETTLE_MS).split(' ').map(Number);
  const { data, previousData, error, refetch } = useQuery(StoryDiffDocument, {
    variables: { slug, key: storyKey, from: wanted[0] ?? 0, to: wanted[1] ?? 0 },
  });
  const shown = (data ?? previousData)?.story?.diff;
  const earlier = versions.filter(({ seq }) => seq < to);
  const options = [
    ...(earlier.some(({ seq }) => seq === from) || from === 0 ? [] : [{ value: String(from), label: `Edit ${from}` }]),
    ...earlier.map((version) => ({ value: String(version.seq), label: versionName(version) })),
    { value: '0', label: 'Before the first word' },
  ];
  return (
    <section aria-label="What changed">
      <div className={css.bar}>
        <SelectField
          label="Compared with"
          options={options}
          value={String(from)}
          onChange={(event) => onFrom(Number(event.target.value))}
        />
        <Switch label="Side by side" checked={beside} onChange={setBeside} />
      </div>
      {error && !data && (
        <Problem onRetry={() => void refetch().catch(shownByThePage)}>
          The two moments could not be compared. Check your connection, then try again.
        </Problem>
      )}
      {shown && <Parts diff={shown} beside={beside} />}
    </section>
  );
}

function Parts({ diff, beside }: { diff: readonly FieldDiff[]; beside: boolean }) {
  const named = diff.map((one, index) => ({ ...one, name: partName(one.field, index - 1) }));
  const changed = named.filter((one) => one.changed);
  if (changed.length === 0) return <p className={css.when}>The words are the same at both moments.</p>;
  return changed.map((one) => (
    <section key={one.field} className={css.part} aria-label={one.name}>
      <h3>{one.name}</h3>
      {beside ? (
        <div className={css.beside}>
          <p>
            <span className="visually-hidden">Before: </span>
            <DiffWords parts={one.parts} without="ADDED" />
          </p>
          <p>
            <span className="visually-hidden">After: </span>
            <DiffWords parts={one.parts} without="REMOVED" />
          </p>
        </div>
      ) : (
        <p className={css.inline}>
          <DiffWords parts={one.parts} />
        </p>
      )}
    </section>
  ));
}
