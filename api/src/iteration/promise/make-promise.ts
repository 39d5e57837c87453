import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConcernId, MemberId, PartyId, PromiseId, StoryId } from '@tandem/schema/ids';
import { MakePromise } from '@tandem/schema/iteration/promise';
import { type Role, CAN_WRITE } from '@tandem/schema/partnership/rules';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import { insertPromise } from './insert-promise.ts';
import type { GivenPromise } from './promise.entity.ts';
import { briefly } from './promise-words.ts';
import { keepersOf, keyOf, tellOfPromise } from './tell-of-promise.ts';

/** What is promised; its words and its day have been checked. */
interface NewPromise {
  text: string;
  dueOn: string;
  ownerPartyId?: string | null;
  ownerId?: string | null;
  toPartyId?: string | null;
  storyId?: string | null;
  concernId?: string | null;
}

/**
 * Makes a promise for the actor's own party, or asks another party for one. @returns its id.
 * @throws Refusal FORBIDDEN, BAD_USER_INPUT for its words, its day, its owner, and for a party that promises itself;
 * NOT_FOUND for what it names of elsewhere.
 */
export async function makePromise(
  services: Services,
  actor: MemberRow,
  command: NewPromise & { mutationId: string },
): Promise<PromiseId> {
  requireWriter(actor);
  const words = parseInput(MakePromise, command);
  const { nodeId } = await recordChange(
    services,
    { partnershipId: actor.partnershipId, actorId: actor.id, mutationId: command.mutationId },
    async (em) => (await promiseWithin(em, actor, { ...command, ...words }, services.clock.now())).change,
  );
  return nodeId as PromiseId;
}

/** Makes it in the caller's transaction, and tells who is named or asked. @throws Refusal as makePromise does. */
export async function promiseWithin(
  em: EntityManager,
  actor: MemberRow,
  { text, dueOn, ...about }: NewPromise,
  at: Date,
): Promise<{ promise: GivenPromise; change: ChangeDraft }> {
  const { partnershipId } = actor;
  const { owner, to, ownerId } = await sidesOf(em, actor, about);
  const isOwn = owner.id === actor.partyId;
  const promise = await insertPromise(em, {
    ...{ id: uuid() as PromiseId, partnershipId, text, dueOn, ownerId, madeById: actor.id, at },
    ...{ owner, toPartyId: to.id, state: isOwn ? 'OPEN' : 'ASKED', renegotiatedFromId: null },
    storyId: await known<StoryId>(em, 'story', STORY, partnershipId, about.storyId),
    concernId: await known<ConcernId>(em, 'concern', CONCERN, partnershipId, about.concernId),
  });
  const what = `${keyOf(promise)}, by ${dueOn}: ${briefly(text)}`;
  await tellOfPromise(em, promise, {
    ...{ kind: 'PROMISE_ASKED', actorId: actor.id, at, memberIds: await keepersOf(em, promise) },
    text: isOwn ? `${actor.name} names you for ${what}` : `${actor.name} asks ${owner.name} for ${what}`,
  });
  const summary = isOwn ? `promised ${to.name} ${what}` : `asked ${owner.name} for ${what}`;
  const kind = isOwn ? 'promise.made' : 'promise.asked';
  return { promise, change: { kind, nodeType: 'Promise', nodeId: promise.id, summary } };
}

interface Side {
  id: PartyId;
  name: string;
}
const PARTIES = 'select id, name from party where partnership_id = ?';
const MEMBER = `select id, party_id as "partyId", role from member where partnership_id = ? and id = ? and left_at is null`;
// `for key share`: a row that somebody is changing is waited for here, before the partnership's own row is held.
const STORY = 'select id from story where partnership_id = ? and id = ? for key share';
const CONCERN = 'select id from concern where partnership_id = ? and id = ? for key share';

/** Who owes it and to whom; the actor is always of one of the two. */
async function sidesOf(
  em: EntityManager,
  actor: MemberRow,
  command: Pick<NewPromise, 'ownerPartyId' | 'ownerId' | 'toPartyId'>,
): Promise<{ owner: Side; to: Side; ownerId: MemberId | null }> {
  const { partnershipId } = actor;
  const parties = await em.execute<Side[]>(PARTIES, [partnershipId]);
  const member = command.ownerId ? await memberNamed(em, partnershipId, command.ownerId) : null;
  const owner = sideNamed(parties, command.ownerPartyId ?? member?.partyId ?? actor.partyId);
  if (member && member.partyId !== owner.id)
    throw badInput('ownerId', `Whoever sees to it is of the party that owes it. Choose somebody of ${owner.name}.`);
  if (member && !CAN_WRITE.has(member.role))
    throw badInput('ownerId', 'Observers read and do not act. Choose somebody else to see to it.');
  const to = sideNamed(parties, command.toPartyId ?? defaultTo(parties, owner, actor));
  if (to.id === owner.id)
    throw badInput('toPartyId', `${owner.name} cannot promise itself. Say which other party it is owed to.`);
  if (owner.id !== actor.partyId && to.id !== actor.partyId)
    throw forbidden(`You act for ${actor.party.name}: promise for it, or ask for what is owed to it.`);
  return { owner, to, ownerId: member?.id ?? null };
}

function defaultTo(parties: readonly Side[], owner: Side, actor: MemberRow): PartyId {
  if (owner.id !== actor.partyId) return actor.partyId;
  const [other, another] = parties.filter(({ id }) => id !== owner.id);
  if (!other || another) throw badInput('toPartyId', 'Say which party it is owed to.');
  return other.id;
}

function sideNamed(parties: readonly Side[], partyId: string): Side {
  const side = parties.find(({ id }) => id === partyId.toLowerCase());
  if (!side) throw notFound('party');
  return side;
}

type Named = { id: MemberId; partyId: PartyId; role: Role };
async function memberNamed(em: EntityManager, partnershipId: string, id: string): Promise<Named> {
  const [member] = isUuid(id) ? await em.execute<Named[]>(MEMBER, [partnershipId, id]) : [];
  if (!member) throw notFound('member');
  return member;
}

async function known<Id extends string>(
  em: EntityManager,
  what: string,
  sql: string,
  partnershipId: string,
  id: string | null | undefined,
): Promise<Id | null> {
  if (id == null) return null;
  const [row] = isUuid(id) ? await em.execute<{ id: Id }[]>(sql, [partnershipId, id]) : [];
  if (!row) throw notFound(what);
  return row.id;
}
