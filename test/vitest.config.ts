import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What brings up a browser, the built server, a PostgreSQL or the sample takes longest, whatever the size of its file. */
const LONG = /openStage|spawnServer|startEmbeddedPostgres|fillSample/;

/** Long files first and the others by size: no core waits at the end for one that began late. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => Number(LONG.test(readFileSync(moduleId, 'utf8')));
    return (await super.sort(files)).toSorted((one, other) => isLong(other) - isLong(one));
  }
}

export default defineConfig({
  // graphql 16 has no exports map: Vite takes index.mjs, Node's own loader index.js, and two copies refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['kit/global-setup.ts'],
    sequence: { sequencer: LongFirst },
    pool: 'forks',
    // Two cores, and PostgreSQL and Chromium want their share.
    maxWorkers: 2,
    // A slow machine fails nothing: what never comes is told by the wait for it, well before this.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    reporters: process.env.TEST_JSON ? ['default', ['json', { outputFile: process.env.TEST_JSON }]] : ['default'],
  },
});
