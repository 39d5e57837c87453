import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { shownByThePage } from '../platform/apollo';
import { useOnChange } from '../platform/changes';
import { WeekPageDocument } from './week-page.gql';

/** Changes come in bursts: one reading answers them all. */
const REREAD_AFTER_MS = 400;

/** Reads again, once for a burst, after changes that the feed's own nodes do not tell in full: a week's sums hang on its stories. */
export function useRereadOnChange(reread: () => Promise<unknown>, concerns: (kind: string) => boolean): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useOnChange(({ kind }) => {
    if (!concerns(kind)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => reread().catch(shownByThePage), REREAD_AFTER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}

const touchesWeek = (kind: string) => /^(iteration|commitment|scope|story)\./.test(kind) && kind !== 'story.edited';

/** A week with its stories, goals and budget; `week` is null while nobody has planned it, undefined while it is read. */
export function useWeek(slug: string, isoWeek: string) {
  const { data, error, refetch } = useQuery(WeekPageDocument, {
    variables: { slug, isoWeek },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesWeek);
  return {
    week: data ? data.iteration : undefined,
    velocities: data?.iteration?.lastVelocities ?? [],
    parties: data?.partnership?.parties ?? [],
    error: data ? undefined : error,
    refetch,
  };
}
