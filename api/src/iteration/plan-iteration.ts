import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, IterationId, MemberId, PartnershipId } from '@tandem/schema/ids';
import {
  addDays,
  isoWeekOf,
  iterationWeekOf,
  parseIsoWeek,
  startOfWeek,
  weekAfter,
  weeksBetween,
  weeksInYear,
} from '@tandem/schema/iteration/iso-week';
import { WEEKS_AHEAD_MAX } from '@tandem/schema/iteration/rules';
import { v7 as uuid } from 'uuid';
import { createDocument, type FirstWords } from '../live/seed.ts';
import { dayAt, endOfDay } from '../partnership/calendar/zoned-days.ts';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { badInput } from '../platform/errors.ts';
import { Iteration } from './iteration.entity.ts';
import { ITERATION_KIND } from './iteration.live.ts';
import { projectGoals } from './project-goals.ts';

interface Weeks {
  time_zone: string;
  first_iteration_day: number;
  created_ms: number;
}
interface Neighbour {
  iso_week: string;
  number: number;
  starts_on: string;
  ends_on: string;
  starts_ms: number;
  ends_ms: number;
}

// The partnership's row: two people who plan the same week at once make one iteration.
const LOCK = `select time_zone, first_iteration_day, extract(epoch from created_at)::float8 * 1000 as created_ms
  from partnership where id = ? for no key update`;
const THERE = 'select id from iteration where partnership_id = ? and iso_week = ?';
const NEIGHBOUR = `select iso_week, number, starts_on::text, ends_on::text, extract(epoch from starts_at)::float8 * 1000 as starts_ms,
  extract(epoch from ends_at)::float8 * 1000 as ends_ms from iteration where partnership_id = ?`;
const BEFORE = `${NEIGHBOUR} and iso_week < ? order by iso_week desc limit 1`;
const AFTER = `${NEIGHBOUR} and iso_week > ? order by iso_week limit 1`;

/**
 * Makes the iteration of a week, with the document of its goals, in which `words` are written first; one that is there stays as it is.
 * @returns its id. @throws Refusal BAD_USER_INPUT for a week that does not exist, is over, or is more than a year away.
 */
export async function planIteration(
  services: Services,
  actor: MemberRow,
  command: { mutationId: string; isoWeek: string },
  words: readonly FirstWords[] = [],
): Promise<IterationId> {
  requireWriter(actor);
  const { partnershipId } = actor;
  const { isoWeek } = command;
  requireWeek(isoWeek);
  const { nodeId } = await recordChange(
    services,
    { partnershipId, actorId: actor.id, mutationId: command.mutationId },
    async (em) => {
      const [weeks] = await em.execute<Weeks[]>(LOCK, [partnershipId]);
      if (!weeks) throw new Error(`partnership ${partnershipId} is gone`);
      const [there] = await em.execute<{ id: string }[]>(THERE, [partnershipId, isoWeek]);
      if (there) return { unchanged: there.id };
      const now = services.clock.now();
      requireInReach(isoWeek, now, weeks);
      const iteration = await newIteration(em, { partnershipId, isoWeek, weeks, by: actor.id, at: now });
      em.persist(iteration);
      await em.flush();
      const documentId = iteration.id as string as DocumentId;
      const document = await createDocument(em, {
        ...{ documentId, partnershipId, kind: ITERATION_KIND },
        words: [{ memberId: actor.id, at: now, write: () => undefined }, ...words],
      });
      if (words.length > 0) await projectGoals(em, { documentId, partnershipId, ...document });
      return {
        kind: 'iteration.planned',
        nodeType: 'Iteration',
        nodeId: iteration.id,
        summary: `began to plan ${isoWeek}`,
      };
    },
  );
  return nodeId as IterationId;
}

/** @throws Refusal BAD_USER_INPUT. */
export function requireWeek(isoWeek: string): void {
  if (parseIsoWeek(isoWeek)) return;
  const [, year, week] = /^(\d{4})-W(\d\d)$/.exec(isoWeek) ?? [];
  if (year === undefined || week === undefined || Number(week) < 1 || Number(year) < 1)
    throw badInput('isoWeek', 'A week is written as its year and number, such as 2026-W47.');
  const last = weeksInYear(Number(year));
  throw badInput('isoWeek', `There is no week ${week} in ${year}: its last one is ${year}-W${last}.`);
}

function requireInReach(isoWeek: string, now: Date, weeks: Weeks): void {
  const current = iterationWeekOf(dayAt(now, weeks.time_zone), weeks.first_iteration_day);
  const ahead = weeksBetween(current, isoWeek);
  if (ahead < 0) throw badInput('isoWeek', `${isoWeek} is over. Plan this week, ${current}, or one to come.`);
  if (ahead > WEEKS_AHEAD_MAX)
    throw badInput(
      'isoWeek',
      `${isoWeek} is more than a year away. Plan up to ${weekAfter(current, WEEKS_AHEAD_MAX)}.`,
    );
}

interface Place {
  partnershipId: PartnershipId;
  isoWeek: string;
  weeks: Weeks;
  by: MemberId;
  at: Date;
}

/**
 * Weeks next to each other meet: where the first day or the zone was changed between them, the newer one gives way, so that no
 * day is in two iterations or in none.
 */
async function newIteration(em: EntityManager, { partnershipId, isoWeek, weeks, by, at }: Place): Promise<Iteration> {
  const [before] = await em.execute<Neighbour[]>(BEFORE, [partnershipId, isoWeek]);
  const [after] = await em.execute<Neighbour[]>(AFTER, [partnershipId, isoWeek]);
  const follows = before && weeksBetween(before.iso_week, isoWeek) === 1 ? before : null;
  const precedes = after && weeksBetween(isoWeek, after.iso_week) === 1 ? after : null;
  const zone = weeks.time_zone;
  const usual = startOfWeek(isoWeek, weeks.first_iteration_day);
  const startsOn = follows ? addDays(follows.ends_on, 1) : usual;
  const endsOn = precedes ? addDays(precedes.starts_on, -1) : addDays(usual, 6);
  const draft: Partial<Iteration> = {
    id: uuid() as IterationId,
    partnershipId,
    isoWeek,
    number: numberOf(
      isoWeek,
      before ?? after ?? { iso_week: isoWeekOf(dayAt(new Date(weeks.created_ms), zone)), number: 1 },
    ),
    startsOn,
    endsOn,
    startsAt: follows ? new Date(follows.ends_ms) : endOfDay(addDays(startsOn, -1), zone),
    endsAt: precedes ? new Date(precedes.starts_ms) : endOfDay(endsOn, zone),
    ...{ capacity: null, capacityById: null },
    ...{ budgetAmount: null, budgetUnit: null, budgetCurrency: null, budgetById: null, budgetTold: 0 },
    goalsText: '',
    ...{ proposedSnapshotId: null, commitmentSnapshotId: null, committedAt: null, committedPoints: null },
    createdById: by,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  return Object.assign(new Iteration(), draft);
}

/** Counted from another, so that all numbers of a partnership stay in the order of the weeks. */
const numberOf = (isoWeek: string, other: Pick<Neighbour, 'iso_week' | 'number'>): number =>
  other.number + weeksBetween(other.iso_week, isoWeek);
