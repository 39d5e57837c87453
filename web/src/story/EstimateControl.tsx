import { ESTIMATE_MAX, ESTIMATE_MIN } from '@tandem/schema/story/rules';
import { type FormEvent, useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Button } from '../ui/Button';
import menu from '../ui/Menu.module.css';
import { TextField } from '../ui/TextField';
import css from './StoryFacts.module.css';
import type { StoryCard } from './story-optimism';
import { useStoryActions } from './use-story-actions';

const CHOICES = [1, 2, 3, 5, 8, 13, 21];

export const pointsWords = (points: number | null) =>
  points === null ? 'Not estimated' : points === 1 ? '1 point' : `${points} points`;

/** The estimate in points: a usual choice, any whole number, or none. */
export function EstimateControl({
  story,
  compact = false,
  isDisabled = false,
}: {
  story: StoryCard;
  compact?: boolean;
  isDisabled?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const { estimate } = useStoryActions();
  const choose = (points: number | null) => {
    setOpen(false);
    if (points !== story.estimate) void estimate(story, points);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button
        size="small"
        variant={compact ? 'quiet' : 'secondary'}
        isDisabled={isDisabled}
        aria-label={`Estimate of ${story.key}: ${pointsWords(story.estimate)}`}
      >
        {compact ? (story.estimate ?? '–') : pointsWords(story.estimate)}
      </Button>
      <Popover className={menu.popover!} placement="bottom start">
        <Dialog aria-label={`Estimate ${story.key}`} className={css.estimate!}>
          <EstimateForm estimate={story.estimate} onChoose={choose} />
        </Dialog>
      </Popover>
    </DialogTrigger>
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
