import { useQuery } from '@apollo/client/react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { StoryVersionsDocument } from '../../operations';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import type { Version } from './moments';

const PAGE = 50;
const NONE: readonly Version[] = [];
/** In the address for "as it stands": it stays right while others write. */
const NOW = 'now';

/** The story's versions, and which moment is looked at: `v`, compared with `diff`, both kept in the address. */
export function useHistory(story: { id: string; key: string }) {
  const { slug } = usePartnership();
  const search = useSearch({ from: '/p/$slug/stories/$key' });
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
  const seq = momentIn(search.v, 1, last) ?? last;
  const from = momentIn(search.diff, 0, last);
  const look = useCallback(
    (at: { seq?: number | 'now'; from?: number | null }) =>
      void navigate({
        to: '/p/$slug/stories/$key',
        params: { slug, key: story.key },
        search: ({ v, diff, ...rest }) => ({
          ...rest,
          v: at.seq === undefined ? v : String(at.seq),
          diff: at.from === undefined ? diff : at.from === null ? undefined : String(at.from),
        }),
        replace: true,
      }),
    [navigate, slug, story.key],
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

function momentIn(text: string | undefined, least: number, last: number): number | null {
  if (text === undefined || text === NOW || !/^\d+$/.test(text)) return null;
  return Math.min(Math.max(Number(text), least), last);
}
