import { useQuery } from '@apollo/client/react';
import { usePartnership } from '../../partnership/use-partnership';
import { useRereadOnChange } from '../use-week';
import { type CommitmentFactsFragment, type SignedFactsFragment, WeekCommitmentDocument } from './commitment.gql';

export type Commitment = CommitmentFactsFragment;
export type Signed = SignedFactsFragment;
export type CommitmentChange = Commitment['changesSince'][number];

/** What is proposed or signed for a week, and its ledger; undefined while it is read. */
export function useCommitment(isoWeek: string): Signed | undefined {
  const { slug } = usePartnership();
  const { data } = useQuery(WeekCommitmentDocument, { variables: { slug, isoWeek } });
  return data?.iteration ?? undefined;
}

/** The same, read again whenever a word of it may have changed: a proposal goes stale by an edit in any of its stories. */
export function useLiveCommitment(isoWeek: string) {
  const { slug } = usePartnership();
  const { data, error, refetch } = useQuery(WeekCommitmentDocument, {
    variables: { slug, isoWeek },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, (kind) => /^(iteration|story)\./.test(kind));
  return { signed: data?.iteration ?? undefined, error: data ? undefined : error, refetch };
}
