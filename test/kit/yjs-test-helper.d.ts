/** What we use of Yjs's own test helper, which comes with its package and without types. */
declare module 'yjs/testHelper' {
  import type { Doc } from 'yjs';

  /** Numbers from 0 to below 1. */
  interface Generator {
    next(): number;
  }
  export class TestYInstance extends Doc {}
  export class TestConnector {
    constructor(generator: Generator);
    createY(clientId: number): TestYInstance;
  }
  /** Brings all online, delivers everything, compares contents, structs, deletions and merges, and destroys them. @throws */
  export function compare(users: TestYInstance[]): void;
  /** Five users edit at random, with messages late and connections lost; compared at the end. @throws */
  export function applyRandomTests<T>(
    test: { prng: Generator },
    edits: ((doc: Doc, generator: Generator, made: T) => void)[],
    iterations: number,
    make: (doc: TestYInstance) => T,
  ): unknown;
}
