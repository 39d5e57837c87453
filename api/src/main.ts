import 'reflect-metadata';
import { type App, composeApp } from './app.ts';
import { readConfig, SettingError } from './platform/config.ts';
import { createSignInLink } from './platform/auth/sign-in-link.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/db/embedded-postgres.ts';
import { oneNodeAtATime } from './platform/db/one-node-at-a-time.ts';
import { newFastify } from './platform/http/server.ts';
import { describeDatabase, explainStartError } from './platform/start-errors.ts';
import { fillSample } from './sample/fill-sample.ts';

/** Installing and building are steps 1 and 2, printed by the launcher. */
const STEPS = 6;
const started = performance.now();

const step = (number: number, text: string): void => {
  process.stdout.write(`[${number}/${STEPS}] ${text}\n`);
};

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const http = newFastify(config);
  let postgres: EmbeddedPostgres | null = null;
  let app: App | null = null;
  let stopping: Promise<void> | null = null;

  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      await app?.close();
      await postgres?.stop();
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (!stopping) process.stdout.write('Stopping: saving what is under way…\n');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`Tandem did not stop cleanly: ${String(error)}\n`);
          process.exit(1);
        },
      );
    });

  try {
    step(
      3,
      config.databaseUrl
        ? `Database: ${describeDatabase(config.databaseUrl)}`
        : `Database: the embedded PostgreSQL under ${config.dataDir}`,
    );
    if (!config.databaseUrl) postgres = await startEmbeddedPostgres(config.dataDir, http.log);
    step(4, 'Bringing the database up to date');
    app = await composeApp(config, config.databaseUrl ?? postgres?.url ?? '', {
      http,
      jobs: true,
      onMigrated: (applied) =>
        step(
          4,
          applied === 0 ? 'The database is up to date' : `Applied ${applied} migration${applied === 1 ? '' : 's'}`,
        ),
    });
    const { services } = app;
    let written = 0;
    const people = await oneNodeAtATime(services.sql, 'sample', () =>
      fillSample(services, (done, all) => {
        written = done;
        if (done % 20 === 0 || done === all) step(5, `Writing the sample partnership: ${done} of ${all} stories`);
      }),
    );
    if (written === 0) step(5, people.length > 0 ? 'The sample partnership is there' : 'Your partnerships are there');
    const { url, port } = await app.listen();
    step(6, `Serving the workspace`);
    for (const { personId, name, party } of people)
      process.stdout.write(
        `\n  Sign in as ${name} of ${party}:\n  ${await createSignInLink(app.services, personId, url)}\n`,
      );
    process.stdout.write(
      `\nready on ${url} (port ${port}) in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops it.\n`,
    );
  } catch (error) {
    await stop().catch(() => undefined);
    throw await explainStartError(error, config);
  }
}

start().catch((error: unknown) => {
  if (error instanceof SettingError) process.stderr.write(`\n${error.message}\n`);
  else
    process.stderr.write(
      `\nTandem could not start. Please report this:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  process.exit(1);
});
