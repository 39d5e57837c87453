import { useQuery } from '@apollo/client/react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { StoryVersionsDocument } from './history.gql';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import type { Version } from './moments';

const PAGE = 50;
const NONE: readonly Version[] = [];

/**
 * The story's versions, and which moment is looked at: `v`, compared with `diff`, both kept in the address. A `v` of `now` is the
 * newest moment, whatever others write meanwhile.
 */
export function useHistory(story: { id: string; key: string }) {
  const { slug } = usePartnership();
  const { v, diff } = useSearch({ from: '/p/$slug/stories/$key' });
  const navigate = useNavigate();
  const [first, setFirst] = useState(PAGE);
  const { data, previousData, error, refetch } = useQuery(StoryVersionsDocument, {
    variables: { slug, key: story.key, first },
    fetchPolicy: 'cache-and-network',
  });
  useOnChange((change) => {
    if (change.nodeId === story.id) refetch().catch(shownByThePage);
  });
  const connection = (data ?? previousData)?.story?.versions;
  const versions = useMemo(() => connection?.edges.map(({ node }) => node) ?? NONE, [connection]);
  const last = versions[0]?.seq ?? 0;
  const seq = momentIn(v, 1, last) ?? last;
  const from = momentIn(diff, 0, last);
  const look = useCallback(
    (at: { seq?: number | 'now'; from?: number | null }) => {
      const seen = at.seq ?? v;
      const compared = at.from === undefined ? diff : at.from;
      void navigate({
        to: '/p/$slug/stories/$key',
        params: { slug, key: story.key },
        search: { ...(seen === undefined ? {} : { v: seen }), ...(compared == null ? {} : { diff: compared }) },
        replace: true,
      });
    },
    [navigate, slug, story.key, v, diff],
  );
  return {
    versions,
    last,
    seq,
    /** What it is compared with; null when its words are shown. */
    from: from === null ? null : Math.min(from, seq),
    look,
    error: connection ? undefined : error,
    retry: () => void refetch().catch(shownByThePage),
    older: connection && versions.length < connection.totalCount ? () => setFirst(first + PAGE) : null,
  };
}

function momentIn(given: number | 'now' | undefined, least: number, last: number): number | null {
  return typeof given === 'number' ? Math.min(Math.max(Math.trunc(given), least), last) : null;
}
