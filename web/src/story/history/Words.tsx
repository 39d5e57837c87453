import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent } from 'react';
import { StoryMomentDocument } from './history.gql';
import { usePartnership } from '../../partnership/use-partnership';
import { Problem } from '../../ui/Problem';
import { shownByThePage } from '../../platform/apollo';
import { InkedWords } from './InkedWords';
import css from './StoryHistory.module.css';
import { moment } from './moments';
import { useSettled } from './use-settled';

const SETTLE_MS = 40;

/** The story as it stood at a moment, each word in its writer's ink. */
export function Words({
  storyKey,
  seq,
  onWaiting,
}: {
  storyKey: string;
  seq: number;
  onWaiting: (waiting: boolean) => void;
}) {
  const { slug } = usePartnership();
  const wanted = useSettled(seq, SETTLE_MS);
  const { data, previousData, error, refetch } = useQuery(StoryMomentDocument, {
    variables: { slug, key: storyKey, seq: wanted },
  });
  const shown = data ?? previousData;
  const waiting = data === undefined || wanted !== seq;
  const tell = useEffectEvent(onWaiting);
  useEffect(() => tell(waiting), [waiting]);
  if (error && !data)
    return (
      <Problem onRetry={() => void refetch().catch(shownByThePage)}>
        This moment could not be read. Check your connection, then try again.
      </Problem>
    );
  if (!shown?.story) return <p className={css.when}>Reading…</p>;
  const { textAt, inkRuns } = shown.story;
  return (
    <section aria-label="The words at this moment" aria-busy={waiting}>
      <p className={css.when}>As it stood on {moment(textAt.at)}</p>
      <InkedWords fields={inkRuns} />
    </section>
  );
}
