import { LABEL_NAME_MAX } from '@tandem/schema/story/rules';
import { type FormEvent, useState } from 'react';
import { CreateLabelDocument } from './create-label.gql';
import { usePartnership } from '../partnership/use-partnership';
import { useAct } from '../platform/act';
import { Button } from '../ui/Button';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverDialog, startsInField } from '../ui/PopoverDialog';
import { TextField } from '../ui/TextField';
import css from './StoryFacts.module.css';
import type { StoryCard } from './story-optimism';
import { useStoryActions } from './use-story-actions';

export default function LabelsPopover({ story, ...anchor }: PopoverAnchor & { story: StoryCard }) {
  return (
    <PopoverDialog {...anchor} label={`Labels of ${story.key}`} className={css.labels!}>
      <LabelPicker story={story} />
    </PopoverDialog>
  );
}

/** The partnership's labels to tick, and a field that finds one or makes a new one. */
function LabelPicker({ story }: { story: StoryCard }) {
  const { id: partnershipId, labels } = usePartnership();
  const { setLabel } = useStoryActions();
  const [create, creating] = useAct(CreateLabelDocument, 'The label was not made');
  const [name, setName] = useState('');
  const typed = name.trim();
  const matching = labels.filter((label) => label.name.toLowerCase().includes(typed.toLowerCase()));
  const known = labels.find((label) => label.name.toLowerCase() === typed.toLowerCase());
  const has = (labelId: string) => story.labels.some(({ id }) => id === labelId);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (typed === '') return;
    const label = known ?? (await create({ partnershipId, name: typed }))?.createLabel.label;
    if (!label) return;
    setName('');
    if (!has(label.id)) await setLabel(story, label, true);
  };
  return (
    <form onSubmit={(event) => void add(event)} noValidate>
      <TextField
        label="Find or make a label"
        value={name}
        maxLength={LABEL_NAME_MAX}
        autoFocus={startsInField()}
        onChange={(event) => setName(event.target.value)}
      />
      <ul className={css.ticks}>
        {matching.map((label) => (
          <li key={label.id}>
            <label>
              <input
                type="checkbox"
                checked={has(label.id)}
                onChange={(event) => void setLabel(story, label, event.target.checked)}
              />
              {label.name}
            </label>
          </li>
        ))}
      </ul>
      {typed !== '' && !known && (
        <Button type="submit" size="small" isPending={creating}>
          Make “{typed}”
        </Button>
      )}
      {labels.length === 0 && typed === '' && <p className={css.none}>No labels yet. Type a name to make the first.</p>}
    </form>
  );
}
