import type { EntityManager } from '@mikro-orm/postgresql';
import type { EvidenceId, MemberId, StoryId } from '@tandem/schema/ids';
import { EVIDENCE_MAX, type EvidenceKind } from '@tandem/schema/meeting/rules';
import { v7 as uuid } from 'uuid';
import { conflict, notFound } from '../../platform/errors.ts';
import { type EditingMeeting, requireMeetingState } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';
import { demoNamed } from './edit-demo.ts';

const KEY = 'select key from story where id = ?';
const COUNT =
  'select count(*)::int as count from demo_evidence where meeting_id = ? and story_id = ? and removed_at is null';
const INSERT = `insert into demo_evidence (id, partnership_id, meeting_id, story_id, kind, url, file_id, title, added_by, added_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The demo of a meeting whose record is still open. @throws Refusal NOT_FOUND, CONFLICT. */
export async function openDemo(
  { meeting, em }: EditingMeeting,
  storyId: string,
): Promise<{ storyId: StoryId; key: string }> {
  const id = await demoNamed(em, meeting, storyId);
  requireMeetingState(meeting, ['SCHEDULED', 'OPEN'], 'What was shown stays as it is; show more in the next one.');
  const [story] = await em.execute<{ key: string }[]>(KEY, [id]);
  if (!story) throw notFound('story');
  return { storyId: id, key: story.key };
}

interface Evidence {
  kind: EvidenceKind;
  title: string;
  url: string | null;
  fileId: string | null;
}

/** Adds it under the meeting's lock. @throws Refusal CONFLICT when the demo has as many as it may. */
export async function addEvidence(
  em: EntityManager,
  meeting: Meeting,
  { storyId, key }: { storyId: StoryId; key: string },
  { kind, title, url, fileId }: Evidence,
  { by, at }: { by: MemberId; at: Date },
): Promise<void> {
  const [held] = await em.execute<{ count: number }[]>(COUNT, [meeting.id, storyId]);
  if ((held?.count ?? 0) >= EVIDENCE_MAX)
    throw conflict(`The demo of ${key} has ${EVIDENCE_MAX} links and pictures. Take one away first.`);
  await em.execute(INSERT, [
    ...[uuid() as EvidenceId, meeting.partnershipId, meeting.id, storyId, kind, url, fileId, title, by, at],
  ]);
}
