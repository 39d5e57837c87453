import { defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql 16 has no exports map: Vite takes index.mjs, Node's own loader index.js, and two copies refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['kit/global-setup.ts'],
    pool: 'forks',
    // Two cores, and PostgreSQL and Chromium want their share.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: process.env.TEST_JSON ? ['default', ['json', { outputFile: process.env.TEST_JSON }]] : ['default'],
  },
});
