import type { DocumentId, MemberId, PartyId } from '@tandem/schema/ids';
import type { StoredVersion } from '../live/history/history.sql.ts';
import type { CharacterChange } from '../live/history/character-changes.ts';
import { versionsOf } from '../live/history/versions.ts';
import { type MemberRow, membersOf } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { type ConnectionOf, decodeCursor, encodeCursor, type Page, pageOf } from '../platform/graphql/connection.ts';
import type { StoryRow } from './story-rows.ts';

interface VersionRow extends Omit<StoredVersion, 'writerIds' | 'namedById'>, CharacterChange {
  writers: MemberRow[];
  namedBy: MemberRow | null;
}

/** A page of a story's versions, newest first. @param measured whether the characters added and removed are asked for. */
export async function versionsPage(
  context: Context,
  story: StoryRow,
  page: Page,
  measured: boolean,
): Promise<ConnectionOf<VersionRow>> {
  const { sql, live } = context.services;
  const documentId = story.id as string as DocumentId;
  const members = await membersOf(context, story.partnershipId);
  const partyOf = new Map<MemberId, PartyId>([...members.values()].map(({ id, partyId }) => [id, partyId]));
  const all = await versionsOf(sql, documentId, partyOf);
  const taken = pageOf(page, within(all, page), ({ seq }) => encodeCursor([seq]));
  const nodes = taken.edges.map(({ node }) => node);
  const changes = measured ? await live.characterChanges.of(documentId, nodes) : new Map<number, CharacterChange>();
  const edges = taken.edges.map(({ cursor, node }) => ({ cursor, node: rowOf(node, changes.get(node.seq), members) }));
  return { ...taken, edges, totalCount: all.length };
}

/** One more than the page's limit, reversed for a backward page. @throws Refusal BAD_USER_INPUT for a cursor of elsewhere. */
function within(all: StoredVersion[], { limit, backwards, after, before }: Page): StoredVersion[] {
  const older = after === null ? Number.POSITIVE_INFINITY : Number(decodeCursor('after', after, 1)[0]);
  const newer = before === null ? Number.NEGATIVE_INFINITY : Number(decodeCursor('before', before, 1)[0]);
  const between = all.filter(({ seq }) => seq < older && seq > newer);
  return (backwards ? between.reverse() : between).slice(0, limit + 1);
}

function rowOf(
  { writerIds, namedById, ...version }: StoredVersion,
  change: CharacterChange = { added: 0, removed: 0 },
  members: ReadonlyMap<MemberId, MemberRow>,
): VersionRow {
  const wrote = new Set(writerIds);
  return {
    ...version,
    ...change,
    writers: [...members.values()].filter(({ id }) => wrote.has(id)),
    namedBy: (namedById && members.get(namedById)) ?? null,
  };
}
