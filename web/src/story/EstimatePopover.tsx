import { ESTIMATE_MAX, ESTIMATE_MIN } from '@tandem/schema/story/rules';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/Button';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverDialog } from '../ui/PopoverDialog';
import { TextField } from '../ui/TextField';
import { pointsWords } from './EstimateControl';
import css from './StoryFacts.module.css';
import type { StoryCard } from './story-optimism';

const CHOICES = [1, 2, 3, 5, 8, 13, 21];

interface EstimatePopoverProps extends PopoverAnchor {
  story: StoryCard;
  onChoose: (points: number | null) => void;
}

export default function EstimatePopover({ story, onChoose, ...anchor }: EstimatePopoverProps) {
  return (
    <PopoverDialog {...anchor} label={`Estimate ${story.key}`} className={css.estimate!}>
      <EstimateForm
        estimate={story.estimate}
        onChoose={(points) => {
          anchor.onClose();
          onChoose(points);
        }}
      />
    </PopoverDialog>
  );
}

function EstimateForm({ estimate, onChoose }: { estimate: number | null; onChoose: (points: number | null) => void }) {
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const points = Number(typed);
    if (/^\d+$/.test(typed.trim()) && points >= ESTIMATE_MIN && points <= ESTIMATE_MAX) onChoose(points);
    else setRefused(true);
  };
  return (
    <form onSubmit={apply} noValidate>
      <div className={css.choices} role="group" aria-label="Points">
        {CHOICES.map((points) => (
          <Button
            key={points}
            size="small"
            variant={points === estimate ? 'primary' : 'secondary'}
            aria-label={pointsWords(points)}
            onPress={() => onChoose(points)}
          >
            {points}
          </Button>
        ))}
      </div>
      <div className={css.other}>
        <TextField
          label="Another number"
          inputMode="numeric"
          value={typed}
          error={refused ? `Enter a whole number from ${ESTIMATE_MIN} to ${ESTIMATE_MAX}.` : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setRefused(false);
          }}
        />
        <Button type="submit">Set</Button>
      </div>
      {estimate !== null && (
        <Button variant="quiet" size="small" onPress={() => onChoose(null)}>
          Clear the estimate
        </Button>
      )}
    </form>
  );
}
