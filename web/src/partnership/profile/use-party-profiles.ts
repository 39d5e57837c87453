import { useQuery } from '@apollo/client/react';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import { usePartnership } from '../use-partnership';
import { PartyProfilesDocument, type PartyProfilesQuery } from './profile.gql';

type PartyProfiles = NonNullable<PartyProfilesQuery['partnership']>['parties'][number];

/** The parties' calendars and what is known of them, kept as the feed tells; empty until they are read. */
export function usePartyProfiles(): ReadonlyMap<string, PartyProfiles> {
  const { slug } = usePartnership();
  const { data, refetch } = useQuery(PartyProfilesDocument, { variables: { slug }, fetchPolicy: 'cache-and-network' });
  useOnChange((change) => {
    if (/^(workingCalendar|partyProfile)\./.test(change.kind)) refetch().catch(shownByThePage);
  });
  return new Map((data?.partnership?.parties ?? []).map((party) => [party.id, party]));
}
