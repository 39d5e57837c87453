import type { EntityManager } from '@mikro-orm/postgresql';
import { type ConcernAction, type ConcernState, isTheirs, POSSIBLE_IN } from '@tandem/schema/iteration/concern';
import type { PartyId } from '@tandem/schema/ids';
import type { Role } from '@tandem/schema/partnership/rules';
import { validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, forbidden, notFound, type Refusal } from '../../platform/errors.ts';
import { Concern } from './concern.entity.ts';
import type { ConcernEventKind } from './concern-enums.ts';
import { keepEvent } from './concern-events.ts';
import { keyOf, tellMentioned } from './tell-of-concern.ts';

/** What every mutation of one concern names. */
export interface ConcernCommand {
  mutationId: string;
  concernId: string;
}

/** What happened, in words: the event that is kept, and the change's summary without its actor. */
export interface ConcernEdit {
  kind: ConcernEventKind;
  text: string;
  prevention?: string;
  summary: string;
}

/** The concern under its lock, and the moment. */
export interface Editing {
  concern: Concern;
  key: string;
  em: EntityManager;
  at: Date;
}

/**
 * Changes one concern in one recorded transaction, under a lock on its row, when it is the actor's to do and its state allows it.
 * @param tell runs once what happened is kept.
 * @throws Refusal NOT_FOUND when it is not of the actor's partnership, FORBIDDEN, CONFLICT.
 */
export async function editConcern(
  services: Services,
  actor: MemberRow,
  { mutationId, concernId }: ConcernCommand,
  action: ConcernAction,
  edit: (editing: Editing) => ConcernEdit | Promise<ConcernEdit>,
  tell: (editing: Editing) => Promise<void>,
): Promise<void> {
  const { partnershipId, id: actorId } = actor;
  await recordChange(services, { partnershipId, actorId, mutationId }, async (em) => {
    const concern = await lockConcern(em, partnershipId, concernId);
    requireWriter(actor);
    await requireAllowed(em, concern, actor, action);
    const editing: Editing = { concern, key: keyOf(concern), em, at: services.clock.now() };
    const { summary, ...event } = await edit(editing);
    concern.updatedAt = editing.at;
    concern.version += 1;
    await keepEvent(em, concern, { ...event, memberId: actorId, at: editing.at });
    await tell(editing);
    await tellMentioned(em, concern, { actorId, after: [event.text, event.prevention ?? ''], at: editing.at });
    const kind = `concern.${event.kind.toLowerCase()}`;
    return { kind, nodeType: 'Concern', nodeId: concern.id, summary };
  });
}

// Not `for update`: rows that point to the concern are made meanwhile, by people who hold what this will wait for.
const LOCK = 'select id from concern where partnership_id = ? and id = ? for no key update';

/** The concern under its row's lock. @throws Refusal NOT_FOUND when it is not of that partnership. */
export async function lockConcern(em: EntityManager, partnershipId: string, concernId: string): Promise<Concern> {
  const [locked] = isUuid(concernId) ? await em.execute<Pick<Concern, 'id'>[]>(LOCK, [partnershipId, concernId]) : [];
  const concern = locked && (await em.findOne(Concern, { id: locked.id }));
  if (!concern) throw notFound('concern');
  return concern;
}

type Raiser = { partyId: PartyId; role: Role; hasLeft: boolean; name: string; party: string; owner: string };
const RAISER = `select m.party_id as "partyId", m.role, m.left_at is not null as "hasLeft", n.name, y.name as party, o.name as owner
  from member m join person n on n.id = m.person_id join party y on y.id = m.party_id join party o on o.id = ?
  where m.id = ?`;

async function requireAllowed(
  em: EntityManager,
  concern: Concern,
  actor: MemberRow,
  action: ConcernAction,
): Promise<void> {
  const [raiser] = await em.execute<Raiser[]>(RAISER, [concern.ownerPartyId, concern.raisedById]);
  if (!raiser) throw notFound('concern');
  const { state, level, ladder, ownerPartyId } = concern;
  const raisedBy = { id: concern.raisedById, ...raiser };
  if (!isTheirs(action, { state, level, levels: ladder.length, ownerPartyId, raisedBy }, actor))
    throw notTheirs(keyOf(concern), raiser, action);
  if (!POSSIBLE_IN[action].includes(state)) throw conflict(notNow(keyOf(concern), state, action));
}

function notTheirs(key: string, { name, party, owner }: Raiser, action: ConcernAction): Refusal {
  if (action === 'ANSWER') return forbidden(`${key} is for ${owner} to answer. Ask one of their people.`);
  if (action === 'RESOLVE') return forbidden(`${key} is for ${owner} to resolve. Ask one of their people.`);
  if (action === 'ESCALATE') return forbidden(`${key} was raised by ${party}: only they take it up the ladder.`);
  const does = action === 'CLOSE' ? 'closes' : 'reopens';
  return forbidden(`Only ${name}, who raised ${key}, ${does} it; a lead of ${party} does once they have left.`);
}

const STATE_WORDS: Readonly<Record<ConcernState, string>> = {
  OPEN: 'open',
  ANSWERED: 'answered',
  RESOLVED: 'resolved',
  CLOSED: 'closed',
};

function notNow(key: string, state: ConcernState, action: ConcernAction): string {
  const stands = `${key} is ${STATE_WORDS[state]}`;
  if (state === 'CLOSED') return `${stands} and stays so. Raise it again as a recurrence, so that both are linked.`;
  if (action === 'ESCALATE')
    return state === 'OPEN'
      ? `${stands}: it climbs by itself when its time is up. An answer that does not settle it can be escalated.`
      : `${stands}. Reopen it if it is not settled.`;
  if (action === 'REOPEN') return `${stands} already.`;
  return `${stands} already. It waits for whoever raised it to close or reopen it.`;
}
