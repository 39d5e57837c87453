import type { PartnershipId, PersonId } from '@tandem/schema/ids';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { iterationEntities, iterationNodes } from './iteration/iteration.entities.ts';
import { iterationKind } from './iteration/iteration.live.ts';
import { promiseEntities, promiseNodes } from './iteration/promise/promise.entities.ts';
import { missPromises, remindOfPromises } from './iteration/promise/promise-clock.ts';
import { warnBudgets } from './iteration/warn-budgets.ts';
import { concernEntities, concernNodes } from './iteration/concern/concern.entities.ts';
import { escalateConcerns } from './iteration/concern/escalate-concerns.ts';
import { standupEntities, standupNodes } from './iteration/standup/standup.entities.ts';
import { LiveEngine } from './live/engine.ts';
import { shareEvents } from './share-events.ts';
import { agreementKind } from './partnership/agreement/agreement.live.ts';
import { fileRoutes } from './meeting/demo/file-routes.ts';
import { settleVerdicts } from './meeting/demo/settle-verdicts.ts';
import { meetingEntities, meetingNodes } from './meeting/meeting.entities.ts';
import { meetingKind } from './meeting/meeting.live.ts';
import { remindOfMinutes } from './meeting/minutes/remind-of-minutes.ts';
import { calendarFeed } from './meeting/slot/calendar-feed.ts';
import { lapseMeetings } from './meeting/slot/lapse-meetings.ts';
import { scheduleMeetings } from './meeting/slot/schedule-meetings.ts';
import { onMembershipChange } from './partnership/membership-events.ts';
import { Inboxes } from './partnership/notification/inboxes.ts';
import { sendDigests } from './partnership/notification/send-digests.ts';
import { sendNotifications } from './partnership/notification/send-notifications.ts';
import { partnershipEntities, partnershipNodes } from './partnership/partnership.entities.ts';
import { profileKind } from './partnership/profile/profile.live.ts';
import { sequenceFor } from './partnership/partnerships.sql.ts';
import { authEntities, authNodes } from './platform/auth/auth.entities.ts';
import { type Bus, InProcessHub } from './platform/bus/bus.ts';
import { Nodes } from './platform/bus/nodes.ts';
import { RedisBus } from './platform/bus/redis-bus.ts';
import { ChangeFeed } from './platform/changes/feed.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Services } from './platform/context.ts';
import { type Database, openDatabase } from './platform/db/database.ts';
import { Polls } from './platform/db/polls.ts';
import { oneNodeAtATime } from './platform/db/one-node-at-a-time.ts';
import { newFastify, openHttp } from './platform/http/server.ts';
import type { DueWork } from './platform/jobs/due.ts';
import { type Jobs, migrateJobs, startJobs } from './platform/jobs/jobs.ts';
import { type DueRun, runDueWorks } from './platform/jobs/run-due-works.ts';
import { type Mailer, mailerFor } from './platform/mail/mailer.ts';
import { makeSchema } from './schema.ts';
import { storyEntities, storyNodes } from './story/story.entities.ts';
import { storyKind } from './story/story.live.ts';

export interface App {
  services: Services;
  /** Opens the doors, and has the clock's work done. @throws the listen error, such as EADDRINUSE. */
  listen(): Promise<{ url: string; port: number }>;
  /** Does once all that is due now, by this node. */
  runDue(): Promise<DueRun[]>;
  close(): Promise<void>;
}

export interface AppOptions {
  clock?: Clock;
  /** Made before the database where its log is wanted that early. */
  http?: FastifyInstance;
  /** Brings an empty or older database up to this version; off where a test has cloned a migrated one. */
  migrate?: boolean;
  onMigrated?: (applied: number) => void;
  /** Does what is due every minute, from `listen` on; off where a test's clock decides, and calls `runDue`. */
  jobs?: boolean;
  /** In place of the server that SMTP_URL names. */
  mailer?: Mailer;
  /** In place of what the slices make due, for tests of the runner. */
  dueWorks?: readonly DueWork[];
  /** How long a statement may take before its connection is given up, for tests of one that swallows everything. */
  queryTimeoutMs?: number;
  /** A cheaper password hash, for tests only: sign-in then takes a millisecond. */
  passwordCost?: Services['passwordCost'];
}

/** What the clock makes happen, in this order; e-mail comes last, for it tells of the rest and its server may be slow. */
const dueWorks: readonly DueWork[] = [
  warnBudgets,
  escalateConcerns,
  missPromises,
  remindOfPromises,
  settleVerdicts,
  remindOfMinutes,
  lapseMeetings,
  scheduleMeetings,
  sendNotifications,
  sendDigests,
];

/** Puts the slices together on a database; the only place that knows them all. */
export async function composeApp(config: Config, databaseUrl: string, options: AppOptions = {}): Promise<App> {
  const app = options.http ?? newFastify(config);
  const database = await openDatabase(
    databaseUrl,
    [
      ...authEntities,
      ...partnershipEntities,
      ...storyEntities,
      ...iterationEntities,
      ...standupEntities,
      ...concernEntities,
      ...promiseEntities,
      ...meetingEntities,
    ],
    app.log,
    options.queryTimeoutMs,
  );
  try {
    if (options.migrate !== false) options.onMigrated?.(await migrate(database, databaseUrl, app.log));
    return await assemble(config, app, { ...database, url: databaseUrl }, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assemble(
  config: Config,
  app: FastifyInstance,
  database: Database & { url: string },
  options: AppOptions,
): Promise<App> {
  const { orm, sql } = database;
  const bus = busFor(config, app);
  const otherNodes = new Nodes(bus);
  const polls = new Polls(sql);
  const changes = new ChangeFeed(sql, app.log, bus, polls);
  const base = {
    config,
    log: app.log,
    clock: options.clock ?? systemClock,
    orm,
    sql,
    polls,
    bus,
    otherNodes,
    mailer: options.mailer ?? mailerFor(config, app.log),
    changes,
    inboxes: new Inboxes({ sql, log: app.log, bus, changes }),
    sequenceFor: (partnershipId: PartnershipId, personId: PersonId) => sequenceFor(sql, partnershipId, personId),
    nodes: {
      ...authNodes,
      ...partnershipNodes,
      ...storyNodes,
      ...iterationNodes,
      ...standupNodes,
      ...concernNodes,
      ...promiseNodes,
      ...meetingNodes,
    },
    ...(options.passwordCost && { passwordCost: options.passwordCost }),
  };
  const services: Services = Object.assign(base, {
    live: new LiveEngine(base, {
      agreement: agreementKind,
      'party-profile': profileKind,
      story: storyKind,
      iteration: iterationKind,
      meeting: meetingKind,
    }),
  });
  await services.live.start();
  const stopRechecking = onMembershipChange(({ partnershipId }) => {
    // The engine's own poll is the fallback.
    services.live
      .recheck(partnershipId)
      .catch((error: unknown) => services.log.warn({ err: error }, 'rights could not be checked at once'));
  });
  const stopSharing = shareEvents(services);
  const http = await openHttp(app, services, await makeSchema(), [fileRoutes, calendarFeed]);
  const runDue = () => runDueWorks(services, options.dueWorks ?? dueWorks);
  let jobs: Jobs | null = null;
  return {
    services,
    async listen() {
      const door = await http.listen();
      if (options.jobs) jobs = startJobs(database.url, services, runDue);
      return door;
    },
    runDue,
    async close() {
      await jobs?.close();
      await http.close();
      stopRechecking();
      stopSharing();
      await services.live.close();
      services.changes.close();
      polls.close();
      otherNodes.close();
      await bus.close();
      await database.close();
    },
  };
}

/** A node that is alone tells nobody anything. */
const busFor = (config: Config, { log }: FastifyInstance): Bus =>
  config.redisUrl
    ? new RedisBus(config.redisUrl, log)
    : new InProcessHub().connect((error) => log.error({ err: error }, 'a message could not be used'));

/** @returns how many migrations were due. Nodes that start together take turns. */
const migrate = ({ orm, sql }: Database, databaseUrl: string, log: FastifyBaseLogger): Promise<number> =>
  oneNodeAtATime(sql, 'migrate', async () => {
    const applied = (await orm.migrator.up()).length;
    await migrateJobs(databaseUrl, log);
    return applied;
  });
