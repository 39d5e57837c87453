import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { SelectField } from '../ui/SelectField';
import { TextField } from '../ui/TextField';
import css from './StoriesPage.module.css';
import { STATE_WORDS, STATES } from './state-words';
import { isFiltered } from './story-filters';
import type { StoryCard } from './story-optimism';
import { useFilters } from './use-filters';

const SEARCH_AFTER_MS = 200;

export function StoryFilterBar({ stories, count }: { stories: readonly StoryCard[]; count: number | undefined }) {
  const { filters, set, clear } = useFilters();
  const { members, parties, labels } = usePartnership();
  const states = STATES.map((state) => ({ state, count: stories.filter((story) => story.state === state).length }));
  const filtered = isFiltered(filters);
  useEffect(() => {
    if (filtered && count !== undefined) announce(count === 1 ? '1 story' : `${count} stories`);
  }, [filtered, count]);
  return (
    <search className={css.filters}>
      <Search value={filters.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      <SelectField
        label="State"
        labelHidden
        value={filters.state ?? ''}
        onChange={(event) => set({ state: event.target.value || undefined })}
        options={[
          { value: '', label: 'Any state' },
          ...states.map((entry) => ({
            value: entry.state,
            label: `${STATE_WORDS[entry.state].name} (${entry.count})`,
          })),
        ]}
      />
      <SelectField
        label="Owner"
        labelHidden
        value={filters.owner ?? ''}
        onChange={(event) => set({ owner: event.target.value || undefined })}
        options={[
          { value: '', label: 'Any owner' },
          { value: 'nobody', label: 'Nobody' },
          ...members.map((member) => ({ value: member.id, label: member.name })),
        ]}
      />
      <SelectField
        label="Party of an owner"
        labelHidden
        value={filters.party ?? ''}
        onChange={(event) => set({ party: event.target.value || undefined })}
        options={[
          { value: '', label: 'Either party' },
          ...parties.map((party) => ({ value: party.id, label: party.name })),
        ]}
      />
      <SelectField
        label="Label"
        labelHidden
        value={filters.label ?? ''}
        onChange={(event) => set({ label: event.target.value || undefined })}
        options={[
          { value: '', label: 'Any label' },
          ...labels.map((label) => ({ value: label.id, label: label.name })),
        ]}
      />
      <label className={css.tick}>
        <input
          type="checkbox"
          checked={Boolean(filters.unestimated)}
          onChange={(event) => set({ unestimated: event.target.checked ? '1' : undefined })}
        />
        Not estimated
      </label>
      <span className={css.count}>{count === undefined ? '' : count === 1 ? '1 story' : `${count} stories`}</span>
      {filtered && (
        <Button size="small" variant="quiet" icon={<X size={15} aria-hidden />} onPress={clear}>
          Clear
        </Button>
      )}
    </search>
  );
}

/** Typed here at once, written to the address after a pause; an address that changes by itself is shown here. */
function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      label="Search the stories"
      labelHidden
      type="search"
      placeholder="Search titles, narratives, criteria"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
