import { input, mutation, READER, type Row, WRITER } from './row.ts';

/** Stand-ups: whoever writes posts their own, whoever is in it reads all. */
export const standup: Record<string, Row> = {
  'Query.standup': {
    document: 'query ($id: ID!) { standup(partnershipId: $id, on: "2026-11-23") { on } }',
    variables: ({ partnership }) => ({ id: partnership.id }),
    outcomes: READER,
  },
  'Mutation.postStandup': {
    document: mutation('postStandup', 'entry { id }'),
    variables: ({ partnership }, actor) => input({ partnershipId: partnership.id, done: `What ${actor} did` }),
    outcomes: WRITER,
  },
};
