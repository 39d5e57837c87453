// The board and the backlog: requests a second and CPU for each, beside one hand-written statement, in turn in one run.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { ask, cpuMs, median, spawnUntil } from './server-under-test.mjs';

const CONNECTIONS = 8;
const SLICE_MS = 2_500;
const ROUNDS = 5;
const BACKLOG = 200;

const FIELDS = 'id key title state estimate rank criteriaCount owners { id name }';
const query = (first, more) =>
  `query ($slug: String!) { partnership(slug: $slug) { stories(first: ${first}, orderBy: RANK) { totalCount edges { node { ${FIELDS} ${more} } } } } }`;
const READS = { board: query(30, 'criteria { id text }'), backlog: query(BACKLOG, '') };
const CREATE = 'mutation ($input: CreateStoryInput!) { createStory(input: $input) { story { id } } }';

/** As many requests as `CONNECTIONS` carry in a slice. */
async function load(port, path, cookie, bodyOf) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + SLICE_MS;
  let done = 0;
  let bytes = 0;
  const once = () =>
    new Promise((resolve, reject) => {
      const body = bodyOf();
      const sent = request(
        {
          agent,
          port,
          path,
          host: '127.0.0.1',
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie },
        },
        (response) => {
          if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
          response.on('data', (chunk) => {
            bytes += chunk.length;
          });
          response.on('end', resolve);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        await once();
        done += 1;
      }
    }),
  );
  agent.destroy();
  return { done, bytes: bytes / done };
}

/** @returns for each read and contender: requests a second, CPU µs for each, kilobytes of an answer. */
export async function run(print, tested) {
  const [cookie] = tested.cookies;
  const { viewer } = await ask(
    tested.url,
    cookie,
    '{ viewer { memberships { partnership { id slug storyCounts { count } } } } }',
  );
  const { id, slug, storyCounts } = viewer.memberships[0].partnership;
  const there = storyCounts.reduce((sum, { count }) => sum + count, 0);
  for (let n = there; n < BACKLOG; n += 1)
    await ask(tested.url, cookie, CREATE, {
      input: {
        mutationId: randomUUID(),
        partnershipId: id,
        title: `Story number ${n} of the backlog`,
        criteria: ['One', 'Two'],
      },
    });
  const rival = await spawnUntil(
    process.execPath,
    ['test/bench/sql-rival.mjs'],
    { DATABASE_URL: tested.databaseUrl, PARTNERSHIP_ID: id },
    /port (\d+)/,
  );
  const apiPort = new URL(tested.url).port;
  let n = 0;
  const contenders = {
    // A request whose extensions differ is one that was never asked before.
    'API, each answer made anew': {
      pid: tested.pid,
      port: apiPort,
      path: () => '/graphql',
      body: (read) => JSON.stringify({ query: READS[read], variables: { slug }, extensions: { n: (n += 1) } }),
    },
    'API, as people ask': {
      pid: tested.pid,
      port: apiPort,
      path: () => '/graphql',
      body: (read) => JSON.stringify({ query: READS[read], variables: { slug } }),
    },
    'one SQL statement': { pid: rival.pid, port: rival.found[1], path: (read) => `/${read}`, body: () => '' },
  };
  try {
    const rows = [];
    for (const read of Object.keys(READS)) {
      const seen = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
      for (let round = 0; round <= ROUNDS; round += 1)
        for (const [name, { pid, port, path, body }] of Object.entries(contenders)) {
          const before = cpuMs(pid);
          const started = performance.now();
          const { done, bytes } = await load(port, path(read), cookie, () => body(read));
          const seconds = (performance.now() - started) / 1000;
          // The first round warms everybody up.
          if (round > 0)
            seen[name].push({
              perSecond: done / seconds,
              cpuUs: ((cpuMs(pid) - before) * 1000) / done,
              kb: bytes / 1024,
            });
        }
      const limit = median(seen['one SQL statement'].map(({ perSecond }) => perSecond));
      for (const [name, slices] of Object.entries(seen)) {
        const row = {
          read,
          name,
          perSecond: median(slices.map((slice) => slice.perSecond)),
          cpuUs: median(slices.map((slice) => slice.cpuUs)),
          kb: slices[0].kb,
        };
        row.ratio = row.perSecond / limit;
        rows.push(row);
        print(
          `${read}, ${name}: ${Math.round(row.perSecond)} requests/s (${row.ratio.toFixed(2)}×), ${Math.round(row.cpuUs)} µs of server CPU, ${row.kb.toFixed(1)} KB`,
        );
      }
    }
    return rows;
  } finally {
    await rival.stop();
  }
}
