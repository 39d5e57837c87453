import type { MemberId, PartnershipId, PartyId, PersonId } from '@tandem/schema/ids';
import { CAN_MANAGE_MEMBERS, CAN_WRITE, type PartyKind, type Role } from '@tandem/schema/partnership/rules';
import { validate as isUuid } from 'uuid';
import { type Context, once, type Viewer } from '../platform/context.ts';
import { gathered } from '../platform/db/gathered.ts';
import { type Statement, statement } from '../platform/db/sql.ts';
import { forbidden, notFound, unauthenticated } from '../platform/errors.ts';

/** A party as plain data: serialised as it stands, one object for all its members. */
export interface PartyRow {
  __typename: 'Party';
  id: PartyId;
  partnershipId: PartnershipId;
  kind: PartyKind;
  name: string;
  createdAt: Date;
}

/** A member with their person and party as plain data, so that GraphQL reads fields and never waits. */
export interface MemberRow {
  __typename: 'Member';
  id: MemberId;
  partnershipId: PartnershipId;
  partyId: PartyId;
  party: PartyRow;
  personId: PersonId;
  role: Role;
  title: string;
  expertise: string;
  strengths: string;
  wantsToLearn: string;
  workingWithMe: string;
  joinedAt: Date;
  leftAt: Date | null;
  name: string;
  initials: string;
  email: string;
  timeZone: string;
}

type Stored = Omit<MemberRow, '__typename' | 'party' | 'initials'> & {
  kind: PartyKind;
  partyName: string;
  partyCreatedAt: Date;
};

const selectMembers = <Params extends readonly unknown[]>(key: string, where: string): Statement<Stored, Params> =>
  statement(
    `members_${key}`,
    `select m.id, m.partnership_id as "partnershipId", m.party_id as "partyId", m.person_id as "personId", m.role, m.title,
       m.expertise, m.strengths, m.wants_to_learn as "wantsToLearn", m.working_with_me as "workingWithMe", m.joined_at as "joinedAt", m.left_at as "leftAt", p.name, p.email, p.time_zone as "timeZone",
       y.kind, y.name as "partyName", y.created_at as "partyCreatedAt"
     from member m join person p on p.id = m.person_id join party y on y.id = m.party_id
     where ${where} order by y.kind, y.created_at, y.id, m.joined_at, m.id`,
  );
const MINE = selectMembers<[readonly PartnershipId[], readonly PersonId[]]>(
  'mine',
  `m.left_at is null and (m.partnership_id, m.person_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
);
const ALL_MINE = selectMembers<[PersonId]>('of_person', 'm.person_id = $1 and m.left_at is null');
const OF_PARTNERSHIP = selectMembers<[PartnershipId]>('of_partnership', 'm.partnership_id = $1');
const SEEN = selectMembers<[readonly string[], PersonId]>(
  'seen',
  `m.id = any($1) and exists (select 1 from member v
     where v.partnership_id = m.partnership_id and v.person_id = $2 and v.left_at is null)`,
);
const PARTIES = statement<Omit<PartyRow, '__typename'>, [PartnershipId]>(
  'parties_of_partnership',
  `select id, partnership_id as "partnershipId", kind, name, created_at as "createdAt"
   from party where partnership_id = $1 order by kind, created_at, id`,
);

const PARTIES_SEEN = statement<Omit<PartyRow, '__typename'>, [readonly string[], PersonId]>(
  'parties_seen',
  `select y.id, y.partnership_id as "partnershipId", y.kind, y.name, y.created_at as "createdAt" from party y
   where y.id = any($1) and exists (select 1 from member v
     where v.partnership_id = y.partnership_id and v.person_id = $2 and v.left_at is null)`,
);

/** @throws Refusal UNAUTHENTICATED when nobody is signed in. */
export function viewerIn(context: Context): Viewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}

const placeOf = (partnershipId: PartnershipId, personId: PersonId): string =>
  `${partnershipId} ${personId}`.toLowerCase();
const readMine = gathered(async (sql, places: string[]) => {
  const [partnershipIds, personIds] = [0, 1].map((part) => places.map((place) => place.split(' ')[part]));
  const rows = await sql.rows(MINE, partnershipIds as PartnershipId[], personIds as PersonId[]);
  return new Map(membersFrom(rows).map((member) => [placeOf(member.partnershipId, member.personId), member]));
});

/** The viewer's own row. @throws Refusal UNAUTHENTICATED, or NOT_FOUND when they do not belong to it (any more). */
export async function memberIn(context: Context, partnershipId: PartnershipId): Promise<MemberRow> {
  const { personId } = viewerIn(context);
  const member = isUuid(partnershipId)
    ? await once(context, `member:${partnershipId}`, () =>
        readMine(context.services.sql, placeOf(partnershipId, personId)),
      )
    : undefined;
  if (!member) throw notFound('partnership');
  return member;
}

/** Everybody who belongs or belonged to it, by id, in the order of party and joining. Rights are the caller's to check. */
export function membersOf(context: Context, partnershipId: PartnershipId): Promise<ReadonlyMap<MemberId, MemberRow>> {
  return once(context, `members:${partnershipId}`, async () => {
    const members = membersFrom(await context.services.sql.rows(OF_PARTNERSHIP, partnershipId));
    return new Map(members.map((member) => [member.id, member]));
  });
}

/** The parties, the client first. Rights are the caller's to check. */
export function partiesOf(context: Context, partnershipId: PartnershipId): Promise<PartyRow[]> {
  return once(context, `parties:${partnershipId}`, async () =>
    (await context.services.sql.rows(PARTIES, partnershipId)).map((party) => ({
      __typename: 'Party' as const,
      ...party,
    })),
  );
}

/** The viewer's active memberships in every partnership. */
export async function membershipsOf(context: Context): Promise<MemberRow[]> {
  return membersFrom(await context.services.sql.rows(ALL_MINE, viewerIn(context).personId));
}

/** Of these members, those in partnerships that the viewer belongs to. */
export async function membersSeen(context: Context, ids: readonly string[]): Promise<MemberRow[]> {
  return membersFrom(await context.services.sql.rows(SEEN, ids, viewerIn(context).personId));
}

/** Of these parties, those of partnerships that the viewer belongs to. */
export async function partiesSeen(context: Context, ids: readonly string[]): Promise<PartyRow[]> {
  const rows = await context.services.sql.rows(PARTIES_SEEN, ids, viewerIn(context).personId);
  return rows.map((row) => ({ __typename: 'Party', ...row }));
}

/** @throws Refusal UNAUTHENTICATED, or NOT_FOUND when there is none or the viewer does not belong to its partnership. */
export async function partyById(context: Context, id: PartyId): Promise<PartyRow> {
  viewerIn(context);
  const [party] = isUuid(id) ? await partiesSeen(context, [id]) : [];
  if (!party) throw notFound('party');
  return party;
}

/** @throws Refusal UNAUTHENTICATED, or NOT_FOUND when there is none or the viewer does not belong to its partnership. */
export async function memberById(context: Context, id: MemberId): Promise<MemberRow> {
  viewerIn(context);
  const [member] = isUuid(id) ? await membersSeen(context, [id]) : [];
  if (!member) throw notFound('member');
  return member;
}

/** @throws Refusal FORBIDDEN for an observer. */
export function requireWriter(member: MemberRow): void {
  if (!CAN_WRITE.has(member.role))
    throw forbidden(`Observers read and do not write. Ask a lead of ${member.party.name} to change your role.`);
}

/** @throws Refusal FORBIDDEN for everybody but a lead. */
export function requireLead(member: MemberRow): void {
  if (!CAN_MANAGE_MEMBERS.has(member.role))
    throw forbidden(`Only a lead can do this. Ask a lead of ${member.party.name}.`);
}

function membersFrom(rows: Stored[]): MemberRow[] {
  const parties = new Map<PartyId, PartyRow>();
  return rows.map(({ kind, partyName, partyCreatedAt, ...row }) => {
    let party = parties.get(row.partyId);
    if (!party) {
      party = {
        __typename: 'Party',
        id: row.partyId,
        partnershipId: row.partnershipId,
        kind,
        name: partyName,
        createdAt: partyCreatedAt,
      };
      parties.set(row.partyId, party);
    }
    return { __typename: 'Member', ...row, party, initials: initialsOf(row.name) };
  });
}

function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '?';
}
