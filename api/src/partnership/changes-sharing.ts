import type { MemberId, PartnershipId, PersonId } from '@tandem/schema/ids';
import type { PartyKind, Role } from '@tandem/schema/partnership/rules';
import type { ChangeBatchRow } from '../platform/changes/feed.ts';
import type { Context } from '../platform/context.ts';
import { gathered } from '../platform/db/gathered.ts';
import { statement } from '../platform/db/sql.ts';
import type { RightsTable, Sharing } from '../platform/graphql/sharing.ts';

/** `version` moves with every write of the row: the same one twice means that nothing happened between. */
type RightsRow = {
  id: MemberId;
  partnershipId: PartnershipId;
  personId: PersonId;
  role: Role;
  kind: PartyKind;
  version: string;
};
const COLUMNS = `m.id, m.partnership_id as "partnershipId", m.person_id as "personId", m.role, y.kind, m.xmin::text as version
  from member m join party y on y.id = m.party_id where m.left_at is null`;
const RIGHTS = statement<RightsRow, [readonly PartnershipId[]]>(
  'rights_of_partnerships',
  `select ${COLUMNS} and m.partnership_id = any($1)`,
);
const RIGHTS_OF = statement<RightsRow, [PartnershipId, PersonId]>(
  'rights_of_member',
  `select ${COLUMNS} and m.partnership_id = $1 and m.person_id = $2`,
);
const readRights = gathered(async (sql, ids: PartnershipId[]) =>
  Map.groupBy(await sql.rows(RIGHTS, ids), ({ partnershipId }) => partnershipId),
);

/** Types whose nodes a partnership's members see alike. Of any other, such as an account, each is told by themselves. */
const SEEN_ALIKE = new Set([
  ...['Partnership', 'Party', 'Member', 'Invitation', 'Story', 'Label', 'Criterion'],
  'Question',
  ...['Iteration', 'Goal'],
  ...['WorkingAgreement', 'PartyProfile'],
  ...['StandupEntry', 'Concern'],
  'Promise',
  'Meeting',
]);

/**
 * Members see the same changes. What they may do with a story follows from role and party; `me` is theirs, and so is
 * whatever a resolver not named here answers. One statement for each batch says who is who, so a new role counts from the
 * next batch on, whichever process gave it.
 */
export const changesSharing: Sharing = {
  reach: {
    'Member.placements': 'everyone',
    'Concern.workingDaysLeft': 'everyone',
    'Member.partnership': 'everyone',
    'Party.calendar': 'everyone',
    'Party.profile': 'everyone',
    'Party.members': 'everyone',
    'Partnership.agreement': 'everyone',
    'Partnership.members': 'everyone',
    'Partnership.meetingSlot': 'everyone',
    'Partnership.parties': 'everyone',
    'Criterion.versions': 'everyone',
    'Criterion.changeSinceAgreement': 'everyone',
    'Story.questions': 'everyone',
    'Story.splitFrom': 'everyone',
    'Story.splits': 'everyone',
    'Story.commitments': 'everyone',
    'Story.carriedOver': 'everyone',
    'Promise.meetingNumber': 'everyone',
    'Story.transitions': 'role',
    'Iteration.lastVelocities': 'everyone',
    'Iteration.burnUp': 'everyone',
    'Iteration.commitment': 'everyone',
    'Iteration.proposal': 'everyone',
    'Iteration.proposals': 'everyone',
    'Iteration.scopeChanges': 'everyone',
    'Meeting.demos': 'everyone',
    'Meeting.decisions': 'everyone',
    'Meeting.actions': 'everyone',
    'Meeting.celebrations': 'everyone',
    'Meeting.pulse': 'everyone',
    'Meeting.carryOver': 'everyone',
    'Meeting.minutes': 'everyone',
  },
  rights: async (context, event) => rightsFor(context, event as ChangeBatchRow),
};

async function rightsFor(context: Context, { partnershipId, changes }: ChangeBatchRow): Promise<RightsTable> {
  const alike = changes.every((change) => SEEN_ALIKE.has(change.node_type));
  const { sql } = context.services;
  const rows = (await readRights(sql, partnershipId)) ?? [];
  const byPerson = new Map(rows.map((row) => [row.personId, { ...row, likeness: `${row.role} ${row.kind}` }]));
  return {
    classOf({ viewer }, reach) {
      const member = viewer && byPerson.get(viewer.personId);
      if (!member) return null;
      if (alike && reach === 'everyone') return '';
      return alike && reach === 'role' ? member.likeness : viewer.sessionId;
    },
    async stillHolds({ viewer }) {
      if (!viewer) return false;
      const now = await sql.row(RIGHTS_OF, partnershipId, viewer.personId);
      return now !== null && now.version === byPerson.get(viewer.personId)?.version;
    },
  };
}
