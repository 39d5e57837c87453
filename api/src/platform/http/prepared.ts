import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { DirectMutation } from '../graphql/direct.ts';
import { DirectEvents } from '../graphql/direct-event.ts';
import { operationLimits, TOKENS_MAX } from '../graphql/limits.ts';
import { type SharedOperation, sharedOperation } from '../graphql/sharing.ts';

const DOCUMENTS_KEPT = 500;

/** An operation text that was parsed and validated; what its operations share is found out once. */
export interface Prepared {
  /** Of this text in this process, for the keys of shared answers. */
  number: number;
  document: DocumentNode;
  operations: Map<string, PreparedOperation | null>;
}

export interface PreparedOperation {
  isSubscription: boolean;
  shared: SharedOperation | null;
  direct: DirectMutation | null;
  directEvents: DirectEvents | null;
}

/** Texts come again and again: each is parsed and validated once while it is kept, the least recently asked goes first. */
export class PreparedDocuments {
  readonly #kept = new Map<string, Prepared | readonly GraphQLError[]>();
  #count = 0;

  constructor(private readonly schema: GraphQLSchema) {}

  find(text: string): Prepared | readonly GraphQLError[] {
    let prepared = this.#kept.get(text);
    if (prepared) this.#kept.delete(text);
    else prepared = this.#prepare(text);
    this.#kept.set(text, prepared);
    if (this.#kept.size > DOCUMENTS_KEPT) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return prepared;
  }

  /** Null when the document has no such operation, or several and no name was given. */
  operation({ document, operations }: Prepared, name: string | undefined): PreparedOperation | null {
    const known = operations.get(name ?? '');
    if (known !== undefined) return known;
    const node = getOperationAST(document, name);
    // Names that are not there are not remembered: there is no end of them.
    if (!node) return null;
    const isSubscription = node.operation === OperationTypeNode.SUBSCRIPTION;
    const operation = {
      isSubscription,
      shared: isSubscription ? sharedOperation(this.schema, document, name) : null,
      direct: DirectMutation.of(this.schema, document, name),
      directEvents: isSubscription ? DirectEvents.of(this.schema, document, name) : null,
    };
    operations.set(name ?? '', operation);
    return operation;
  }

  #prepare(text: string): Prepared | readonly GraphQLError[] {
    try {
      const document = parse(text, { maxTokens: TOKENS_MAX });
      const errors = validate(this.schema, document, [...specifiedRules, operationLimits]);
      return errors.length > 0 ? errors : { number: (this.#count += 1), document, operations: new Map() };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { message, source, positions } = error;
      return [new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
    }
  }
}
