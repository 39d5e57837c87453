import { useQuery } from '@apollo/client/react';
import { useRereadOnChange } from '../iteration/use-week';
import { MeetingPageDocument } from './meeting-page.gql';

/** What of a meeting's facts hangs on other things than itself: the stories that are shown, and who is of which party. */
const touchesAgenda = (kind: string) => /^(story\.(transitioned|verdict|dispute|carried)|member\.)/.test(kind);

/**
 * A meeting by its number. What happens to it comes with the feed, whose node has all its facts: going on needs no reading.
 */
export function useMeeting(slug: string, number: number) {
  const { data, error, refetch } = useQuery(MeetingPageDocument, {
    variables: { slug, number },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesAgenda);
  return { meeting: data?.meeting ?? undefined, error: data ? undefined : error, refetch };
}
