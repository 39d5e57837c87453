import type { DemoOutcome } from '@tandem/schema/meeting/outcome';
import type { StoryPageQuery } from './story-page.gql';
import { usePartnership } from '../partnership/use-partnership';
import { ago, useNow } from '../platform/time';
import { EstimateControl, pointsWords } from './EstimateControl';
import { LabelsControl } from './LabelsControl';
import { OutcomeChip } from './OutcomeChip';
import { OwnersControl } from './OwnersControl';
import { StateMenu } from './StateMenu';
import css from './StoryFacts.module.css';

/** Everything about a story that is decided rather than written; each change is seen by everybody at once. */
export function StoryFacts({ story }: { story: NonNullable<StoryPageQuery['story']> }) {
  const { canWrite } = usePartnership();
  const now = useNow();
  return (
    <dl className={css.facts}>
      <div>
        <dt>State</dt>
        <dd>
          <StateMenu story={story} />
          <OutcomeChip story={story} />
          {story.state === 'DELIVERED' && <p className={css.when}>{decides(story.outcome)}</p>}
          {story.state === 'DRAFT' && <p className={css.when}>Becomes ready by itself</p>}
          {story.stateReason && <p className={css.reason}>“{story.stateReason}”</p>}
          {story.stateChangedAt && (
            <p className={css.when}>
              {story.stateChangedBy ? `${story.stateChangedBy.name}, ` : ''}
              {ago(story.stateChangedAt, now)}
            </p>
          )}
        </dd>
      </div>
      <div>
        <dt>Estimate</dt>
        <dd>{canWrite ? <EstimateControl story={story} /> : pointsWords(story.estimate)}</dd>
      </div>
      <div>
        <dt>Owners</dt>
        <dd>
          <OwnersControl story={story} editable={canWrite} />
        </dd>
      </div>
      <div>
        <dt>Labels</dt>
        <dd>
          <LabelsControl story={story} editable={canWrite} />
        </dd>
      </div>
      <div>
        <dt>Begun</dt>
        <dd className={css.when}>
          {story.createdBy.name}, {ago(story.createdAt, now)}
        </dd>
      </div>
    </dl>
  );
}

/** Why the menu beside it does not lead on from Delivered. */
const decides = (outcome: DemoOutcome | null): string =>
  outcome === null
    ? 'The weekly meeting’s verdicts decide'
    : outcome === 'DISPUTED'
      ? 'Verdicts decide, and they differ'
      : 'Verdicts decide, and some are missing';
