import { useQuery } from '@apollo/client/react';
import { CAN_MANAGE_MEMBERS, CAN_WRITE } from '@tandem/schema/partnership/rules';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { type MemberFactsFragment, OpenPartnershipDocument, type OpenPartnershipQuery } from './partnership.gql';
import { refusal } from '../platform/act';
import { useOnChange } from '../platform/changes';
import { PageHeading, useTitle } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { shownByThePage } from '../platform/apollo';

type Loaded = NonNullable<OpenPartnershipQuery['partnership']>;

export type Member = MemberFactsFragment;
export type Party = Loaded['parties'][number];

/** The open partnership as this viewer may see it. */
export interface OpenPartnership extends Loaded {
  /** Everybody who has not left, of all parties. */
  members: readonly Member[];
  canWrite: boolean;
  managesMembers: boolean;
}

const Context = createContext<OpenPartnership | null>(null);

/** @throws Error outside `/p/$slug`. */
export function usePartnership(): OpenPartnership {
  const open = use(Context);
  if (!open) throw new Error('usePartnership is for pages of an open partnership');
  return open;
}

/** A meeting tells of itself as it goes; only which one is the next is read again. */
const touchesFrame = (kind: string) =>
  /^((member|invitation|party|label|concern)\.|meeting\.(scheduled|moved|cancelled|started|closed|slotSet)$)/.test(
    kind,
  );

/** Loads the partnership for the pages inside it, and keeps its people and labels as the changes feed tells of them. */
export function WithPartnership({
  slug,
  loading,
  children,
}: {
  slug: string;
  loading: ReactNode;
  children: ReactNode;
}) {
  const { data, error, refetch } = useQuery(OpenPartnershipDocument, { variables: { slug } });
  useOnChange((change) => {
    if (touchesFrame(change.kind)) refetch().catch(shownByThePage);
  });
  const partnership = data?.partnership;
  const open = useMemo<OpenPartnership | null>(
    () =>
      partnership
        ? {
            ...partnership,
            members: partnership.parties.flatMap((party) => party.members).filter((member) => !member.leftAt),
            canWrite: CAN_WRITE.has(partnership.me.role),
            managesMembers: CAN_MANAGE_MEMBERS.has(partnership.me.role),
          }
        : null,
    [partnership],
  );
  // Asked first: rights that were lost end the page, though the cache still knows it.
  if (error && refusal(error).code === 'NOT_FOUND') return <NoSuchPartnership />;
  if (open) return <Context value={open}>{children}</Context>;
  if (data) return <NoSuchPartnership />;
  if (error)
    return (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>
        Tandem’s server can’t be reached. Check your connection, then try again.
      </Problem>
    );
  return loading;
}

function NoSuchPartnership() {
  useTitle('No such partnership');
  return (
    <main>
      <Problem title={<PageHeading>There is no such partnership, or it isn’t yours to see</PageHeading>}>
        Check the address, or ask a lead of your party for an invitation.{' '}
        <a href="/">See the partnerships you belong to</a>.
      </Problem>
    </main>
  );
}
