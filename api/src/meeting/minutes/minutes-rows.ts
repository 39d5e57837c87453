import type { MinutesContent } from '@tandem/schema/meeting/minutes';
import canonicalize from 'canonicalize';
import { membersOf, partiesOf } from '../../partnership/membership.ts';
import type { Context } from '../../platform/context.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { type AgendaStage, assembleMinutes } from './assemble-minutes.ts';
import { AMENDMENTS, FROZEN_MINUTES, OBJECTIONS } from './frozen-minutes.sql.ts';
import { minutesMarkdown } from './markdown.ts';

/** A meeting’s minutes with their edges in place: a draft until they are frozen. Rights are the caller’s to check. */
export async function minutesRow(
  context: Context,
  meeting: MeetingRow,
  wanted: { markdown: boolean },
): Promise<object> {
  const { sql, config } = context.services;
  const { partnershipId, minutesSnapshotId } = meeting;
  const [members, parties, frozen, objections, amendments] = await Promise.all([
    membersOf(context, partnershipId),
    partiesOf(context, partnershipId),
    minutesSnapshotId && sql.row(FROZEN_MINUTES, partnershipId, minutesSnapshotId),
    sql.rows(OBJECTIONS, meeting.id),
    sql.rows(AMENDMENTS, meeting.id),
  ]);
  const party = (id: string) => parties.find((one) => one.id === id);
  const content = frozen ? frozen.content : await draftOf(context, meeting);
  const after = {
    ratifications: (frozen?.signatures ?? []).map(({ partyId, memberId, hash, at }) => ({
      ...{ party: party(partyId), member: members.get(memberId), hash, at: new Date(at) },
    })),
    objections: objections.map(({ partyId, memberId, text, at }) => ({
      ...{ party: party(partyId), member: members.get(memberId), text, at },
    })),
    amendments: amendments.map(({ number, text, memberId, at }) => ({
      ...{ number, text, member: (memberId && members.get(memberId)) || null, at },
    })),
  };
  const { state } = JSON.parse(content) as MinutesContent;
  const hash = frozen?.hash ?? null;
  return {
    ...{ isFrozen: frozen !== null, content, snapshotId: frozen?.id ?? null, hash },
    markdown: wanted.markdown ? minutesMarkdown(state, { ...after, hash, publicUrl: config.publicUrl }) : '',
    ...after,
  };
}

/** As it would be frozen now, though it is no link of the chain yet. */
async function draftOf({ services }: Context, { id, stages }: MeetingRow): Promise<string> {
  const state = await assembleMinutes(services.sql, { id, agenda: stages as AgendaStage[] });
  return canonicalize({ previous: null, state }) ?? '';
}
