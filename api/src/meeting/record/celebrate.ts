import type { EntityManager } from '@mikro-orm/postgresql';
import type { CelebrationId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { Celebrate } from '@tandem/schema/meeting/inputs';
import { validate as isUuid, v7 as uuid } from 'uuid';
import { briefly } from '../../iteration/promise/promise-words.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { memberNames } from '../../story/own-rows.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';

interface Thanks extends MeetingCommand {
  text: string;
  storyId?: string | null;
  toMemberId?: string | null;
}

const STORY = 'select id, key from story where partnership_id = ? and id = ?';
const KEEP = `insert into celebration (id, partnership_id, meeting_id, story_id, to_member_id, text, given_by, at)
  values (?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Gives thanks: to a person, for a story, or both. Who has left can still be thanked.
 * @throws Refusal BAD_USER_INPUT for its words, for thanks to nobody and to oneself; NOT_FOUND, FORBIDDEN; CONFLICT unless the
 * meeting takes place.
 */
export async function celebrate(services: Services, actor: MemberRow, command: Thanks): Promise<void> {
  const { text } = parseInput(Celebrate, command);
  const { storyId, toMemberId } = command;
  if (storyId == null && toMemberId == null) throw badInput('toMemberId', 'Say whom you thank, or for which story.');
  if (toMemberId?.toLowerCase() === actor.id) throw badInput('toMemberId', 'Thank somebody else than yourself.');
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMeetingState(meeting, ['OPEN'], 'Thanks are given while it takes place.');
    const { partnershipId } = meeting;
    const story = storyId == null ? null : await storyNamed(em, partnershipId, storyId);
    const [to] = toMemberId == null ? [] : await memberNames(em, partnershipId, [toMemberId]);
    const id = uuid() as CelebrationId;
    await em.execute(KEEP, [id, partnershipId, meeting.id, story?.id ?? null, to?.id ?? null, text, actor.id, at]);
    const whom = `${to ? ` to ${to.name}` : ''}${story ? ` for ${story.key}` : ''}`;
    return { verb: 'celebrated', summary: `gave thanks${whom}: ${briefly(text)}` };
  });
}

async function storyNamed(em: EntityManager, partnershipId: PartnershipId, id: string) {
  type Named = { id: StoryId; key: string };
  const [story] = isUuid(id) ? await em.execute<Named[]>(STORY, [partnershipId, id]) : [];
  if (!story) throw notFound('story');
  return story;
}
