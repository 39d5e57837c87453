import { useQuery } from '@apollo/client/react';
import { useRereadOnChange } from '../../iteration/use-week';
import { usePartnership } from '../../partnership/use-partnership';
import { MeetingDemosDocument } from './demo.gql';

const touchesDemos = (kind: string) =>
  /^(story\.(verdict|dispute|transitioned)|meeting\.(evidence|wordsEdited|checkedIn|closed|started))/.test(kind);

/** What is demonstrated in a meeting, with its verdicts; undefined while it is read. It follows the partnership's feed. */
export function useDemos(number: number) {
  const { slug } = usePartnership();
  const { data, error, refetch } = useQuery(MeetingDemosDocument, {
    variables: { slug, number },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesDemos);
  return { demos: data?.meeting?.demos, error: data ? undefined : error, refetch };
}
