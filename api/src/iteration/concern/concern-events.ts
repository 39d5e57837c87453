import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import { v7 as uuid } from 'uuid';
import type { Concern } from './concern.entity.ts';
import type { ConcernEventKind } from './concern-enums.ts';

interface NewEvent {
  kind: ConcernEventKind;
  text?: string;
  prevention?: string | null;
  /** Null for what the clock did. */
  memberId: MemberId | null;
  at: Date;
}

const INSERT = `insert into concern_event (id, partnership_id, concern_id, kind, level, text, prevention, member_id, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Keeps what happened to a concern, with the step it stands on now. The database refuses to change it, and a step twice. */
export async function keepEvent(em: EntityManager, concern: Concern, event: NewEvent): Promise<void> {
  const { kind, text = '', prevention = null, memberId, at } = event;
  // The event's key points to the concern's row.
  await em.flush();
  const { id, partnershipId, level } = concern;
  await em.execute(INSERT, [uuid(), partnershipId, id, kind, level, text, prevention, memberId, at]);
}
