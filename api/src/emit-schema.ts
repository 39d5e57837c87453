import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { makeSchema } from './schema.ts';

const HEADER = '# The contract, emitted from api/src by `pnpm run schema`. Do not edit it by hand.\n\n';
await writeFile(
  new URL('../../schema/schema.graphql', import.meta.url),
  `${HEADER}${printSchema(lexicographicSortSchema(await makeSchema()))}\n`,
);
