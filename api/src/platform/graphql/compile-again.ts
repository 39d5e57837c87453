import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

/** A document is compiled when it comes again: what is asked once is cheaper to interpret, and a script may ask much once. */
const COMPILE_AT = 2;

export type Compiled = CompiledQuery['query'];

interface Seen {
  times: number;
  /** Null where it cannot be compiled. */
  compiled: Compiled | null;
}

/** Operations as compiled functions, from their second time on. */
export class CompiledOperations {
  // Whoever keeps the parsed documents decides how long; what they forget is forgotten here too.
  readonly #seen = new WeakMap<DocumentNode, Map<string, Seen>>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Counts as one asking. @returns null while it is to be interpreted. */
  find(document: DocumentNode, operationName: string | null): Compiled | null {
    const operations = this.#seen.get(document) ?? new Map<string, Seen>();
    this.#seen.set(document, operations);
    const known = operations.get(operationName ?? '') ?? { times: 0, compiled: null };
    operations.set(operationName ?? '', known);
    known.times += 1;
    if (known.times === COMPILE_AT) {
      const compiled = compileQuery(this.schema, document, operationName ?? undefined);
      known.compiled = isCompiledQuery(compiled) ? compiled.query : null;
    }
    return known.compiled;
  }
}
