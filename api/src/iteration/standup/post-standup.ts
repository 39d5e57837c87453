import type { EntityManager } from '@mikro-orm/postgresql';
import type { StandupEntryId } from '@tandem/schema/ids';
import { day } from '@tandem/schema/day';
import { StandupWords } from '@tandem/schema/iteration/standup';
import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { dayAt, endOfDay } from '../../partnership/calendar/zoned-days.ts';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { notifyMentions } from '../../partnership/notification/notify-mentions.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { badInput } from '../../platform/errors.ts';
import { StandupEntry } from './standup-entry.entity.ts';
import { dayWords } from './day-words.ts';

interface PostStandup {
  mutationId: string;
  on?: string | null;
  done: string;
  next: string;
  concern: string;
}

const PostedDay = v.object({ on: v.nullish(day) });

/**
 * Writes the actor's entry of their own present day, or rewrites it until that day ends in the zone they first posted it in.
 * @returns its id. @throws Refusal FORBIDDEN for an observer, BAD_USER_INPUT for another day, for words that say nothing or too much.
 */
export async function postStandup(services: Services, actor: MemberRow, command: PostStandup): Promise<StandupEntryId> {
  requireWriter(actor);
  const words = parseInput(StandupWords, command);
  const now = services.clock.now();
  const today = dayAt(now, actor.timeZone);
  const on = parseInput(PostedDay, { on: command.on }).on ?? today;
  const { partnershipId, id: memberId, timeZone } = actor;
  const write = () =>
    recordChange(services, { partnershipId, actorId: memberId, mutationId: command.mutationId }, async (em) => {
      const entry = await em.findOne(StandupEntry, { partnershipId, memberId, on });
      requireOpen(entry, on, today, now, actor);
      const tell = (nodeId: StandupEntryId): Promise<void> =>
        notifyMentions(em, {
          ...{ partnershipId, actorId: memberId, nodeType: 'StandupEntry', nodeId, at: now },
          ...{ where: `the stand-up of ${dayWords(on)}`, path: `/standup/${on}` },
          before: entry ? [entry.done, entry.next, entry.concern] : [],
          after: [words.done, words.next, words.concern],
        });
      if (!entry) {
        const id = uuid() as StandupEntryId;
        await tell(id);
        const made = { partnershipId, memberId, on, timeZone, closesAt: endOfDay(on, timeZone), postedAt: now };
        insert(em, { id, ...made, ...words, updatedAt: now });
        return { ...ENTRY, kind: 'standup.posted', nodeId: id, summary: `posted their stand-up for ${dayWords(on)}` };
      }
      const isSame = entry.done === words.done && entry.next === words.next && entry.concern === words.concern;
      if (isSame) return { unchanged: entry.id };
      await tell(entry.id);
      Object.assign(entry, words, { updatedAt: now });
      return {
        ...ENTRY,
        kind: 'standup.edited',
        nodeId: entry.id,
        summary: `edited their stand-up for ${dayWords(on)}`,
      };
    });
  try {
    return (await write()).nodeId as StandupEntryId;
  } catch (error) {
    // Two pages of the same person began the entry at the same moment: the second one edits it.
    if (!(error instanceof Error && 'constraint' in error && error.constraint === ONE_A_DAY)) throw error;
    return (await write()).nodeId as StandupEntryId;
  }
}

const ENTRY = { nodeType: 'StandupEntry' };
const ONE_A_DAY = 'standup_entry_partnership_id_on_member_id_key';

function insert(em: EntityManager, columns: Partial<StandupEntry>): void {
  em.persist(Object.assign(new StandupEntry(), columns));
}

/** An entry stays open until the day ends where it was begun, wherever its member has gone since. */
function requireOpen(entry: StandupEntry | null, on: string, today: string, now: Date, { timeZone }: MemberRow): void {
  const isOver = entry ? entry.closesAt <= now : on < today;
  if (isOver)
    throw badInput(
      'on',
      `${dayWords(on)} is over${entry ? '' : ` where you are (${timeZone})`}: its stand-up stays as it is. Post for ${dayWords(today)}.`,
    );
  if (!entry && on > today)
    throw badInput('on', `${dayWords(on)} has not begun where you are (${timeZone}). Post for ${dayWords(today)}.`);
}
