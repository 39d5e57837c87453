import { OUTCOME_WORDS } from '@tandem/schema/meeting/outcome';
import { Hourglass, Scale } from 'lucide-react';
import { Chip } from '../ui/Chip';
import type { StoryCard } from './story-optimism';

/** What is not settled about a story’s demo: that the parties differ, or that the outcome does not count yet. */
export function OutcomeChip({
  story: { outcome, outcomeProvisional },
}: {
  story: Pick<StoryCard, 'outcome' | 'outcomeProvisional'>;
}) {
  if (outcome === 'DISPUTED')
    return (
      <span title="The parties’ verdicts differ">
        <Chip icon={<Scale aria-hidden />}>Disputed</Chip>
      </span>
    );
  if (outcome === null || outcome === 'PENDING' || !outcomeProvisional) return null;
  const words = `${OUTCOME_WORDS[outcome]}, provisionally: it counts once the time for verdicts is over`;
  return (
    <span title={words}>
      <Chip icon={<Hourglass aria-hidden />}>
        <span aria-hidden="true">Provisional</span>
        <span className="visually-hidden">{words}</span>
      </Chip>
    </span>
  );
}
