import { notify } from '@tandem/api/partnership/notification/notify';
import { recordChange } from '@tandem/api/platform/changes/record-change';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import type { NotificationKind } from '@tandem/schema/partnership/notifications';
import type { GraphQLClient } from '../kit/graphql-client.ts';
import type { TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';

/** Tells members of something, as a command does, with its change. */
export async function tell(
  { services }: TestServer,
  partnership: TestPartnership,
  memberIds: readonly string[],
  what: { text?: string; kind?: NotificationKind; actorId?: string; path?: string } = {},
): Promise<void> {
  const { text = 'Tomás Herrera asks Meridian Transit: which depots?', kind = 'QUESTION_ASKED', actorId, path } = what;
  const partnershipId = partnership.id as PartnershipId;
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    const node = { nodeType: 'Partnership', nodeId: partnershipId };
    await notify(em, {
      ...{ partnershipId, kind, text, ...node },
      memberIds: memberIds as readonly MemberId[],
      actorId: (actorId ?? null) as MemberId | null,
      path: path ?? '/stories/MT-101',
      at: services.clock.now(),
    });
    return { kind: 'partnership.updated', ...node, summary: 'did something' };
  });
}

export interface NotificationShape {
  id: string;
  kind: string;
  text: string;
  at: string;
  readAt: string | null;
  path: string;
  nodeId: string;
  actor: { name: string } | null;
}
export interface InboxShape {
  unreadCount: number;
  inbox: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: NotificationShape }[];
  };
}
const INBOX = `query ($slug: String!, $first: Int, $after: String, $unreadOnly: Boolean) {
  partnership(slug: $slug) { unreadCount inbox(first: $first, after: $after, unreadOnly: $unreadOnly) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id kind text at readAt path nodeId actor { name } } }
  } }
}`;

export const readInbox = async (
  by: GraphQLClient,
  slug: string,
  page: { first?: number; after?: string | null; unreadOnly?: boolean } = {},
): Promise<InboxShape> => (await by.gql<{ partnership: InboxShape }>(INBOX, { slug, ...page })).partnership;

/** What they were told, the newest first. */
export const textsOf = async (by: GraphQLClient, slug: string): Promise<string[]> =>
  (await readInbox(by, slug)).inbox.edges.map(({ node }) => node.text);
