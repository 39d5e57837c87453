import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribeMessage } from 'graphql-ws';
import type { Context, Services, Viewer } from '../context.ts';
import { Refusal } from '../errors.ts';
import type { EventStream } from '../event-stream.ts';
import type { CompiledOperations } from '../graphql/compile-again.ts';
import type { FanOut } from '../graphql/fan-out.ts';
import { maskError } from '../graphql/mask-error.ts';
import type { AnswerFrames } from './frames.ts';
import { type Caller, newContext } from './new-context.ts';
import type { Prepared, PreparedDocuments, PreparedOperation } from './prepared.ts';
import { type Outlet, Subscription } from './subscription.ts';
import type { Wire } from './wire.ts';

const OPERATIONS_MAX = 100;

/** What all sockets of this process share. */
export interface Shared {
  services: Services;
  schema: GraphQLSchema;
  documents: PreparedDocuments;
  fanOut: FanOut;
  compiled: CompiledOperations;
  frames: AnswerFrames;
}

type Args = ExecutionArgs & { contextValue: Context };
/** A subscription, or anything whose first answer is still being made: then only its identity matters. */
type Operation = Subscription | { stop(): void };

/** One socket's operations by their ids, and what they say. */
export class Operations implements Outlet {
  readonly #open = new Map<string, Operation>();

  constructor(
    private readonly shared: Shared,
    private readonly wire: Wire,
    private readonly caller: Caller,
  ) {}

  has(id: string): boolean {
    return this.#open.has(id);
  }

  start({ id, payload }: SubscribeMessage, viewer: Viewer | null): void {
    const { services, schema, documents } = this.shared;
    const context = newContext(services, viewer, this.caller, null);
    if (this.#open.size >= OPERATIONS_MAX) return this.#fail(id, context, [tooMany()]);
    const prepared = documents.find(payload.query);
    if (!('document' in prepared)) return this.#fail(id, context, prepared);
    const operationName = payload.operationName ?? undefined;
    const operation = documents.operation(prepared, operationName);
    if (!operation) return this.#fail(id, context, [new GraphQLError('Unable to identify operation')]);
    const variableValues = payload.variables ?? undefined;
    const args: Args = { schema, document: prepared.document, operationName, variableValues, contextValue: context };
    const pending: Operation = { stop: () => undefined };
    this.#open.set(id, pending);
    const failed = (error: unknown): void => {
      if (this.#open.get(id) === pending) this.end(id, context, error);
    };
    if (operation.isSubscription) return void this.#subscribe(id, pending, args, prepared, operation).catch(failed);
    const answer = (result: ExecutionResult): void => this.#answer(id, pending, context, result);
    try {
      const result = operation.direct?.execute(args) ?? execute(args);
      if (result instanceof Promise) result.then(answer).catch(failed);
      else answer(result);
    } catch (error) {
      failed(error);
    }
  }

  stop(id: string): void {
    const operation = this.#open.get(id);
    this.#open.delete(id);
    operation?.stop();
  }

  stopAll(): void {
    const operations = [...this.#open.values()];
    this.#open.clear();
    for (const operation of operations) operation.stop();
  }

  get congested(): boolean {
    return this.wire.congested;
  }

  whenCalm(subscription: Subscription): void {
    this.wire.whenCalm(() => subscription.pump());
  }

  send(id: string, head: Buffer, answer: Buffer, isPatient: boolean): void {
    this.wire.sendFrame(this.shared.frames.of(id, head, answer), isPatient);
  }

  refuse(id: string, context: Context, result: ExecutionResult): void {
    const errors = result.errors?.map((error) => this.#masked(context, error));
    this.#next(id, { ...result, errors });
  }

  end(id: string, context: Context, error: unknown): void {
    this.#open.delete(id);
    if (error === null) this.wire.send(completeMessage(id));
    else this.#fail(id, context, [asGraphQLError(error)]);
  }

  /** A query or a mutation: one answer. */
  #answer(id: string, pending: Operation, context: Context, result: ExecutionResult): void {
    if (this.#open.get(id) !== pending) return;
    if (result.errors) {
      this.refuse(id, context, result);
      return this.end(id, context, null);
    }
    this.#open.delete(id);
    this.wire.sendBoth(nextMessage(id, result), completeMessage(id));
  }

  async #subscribe(
    id: string,
    pending: Operation,
    args: Args,
    prepared: Prepared,
    operation: PreparedOperation,
  ): Promise<void> {
    const source = await createSourceEventStream(args);
    const wanted = this.#open.get(id) === pending;
    if ('errors' in source) {
      if (!wanted) return;
      this.refuse(id, args.contextValue, source);
      return this.end(id, args.contextValue, null);
    }
    const stream = source as EventStream<object>;
    const shared = shareable(prepared, operation, args);
    const subscription = new Subscription(id, args, shared, operation.directEvents, stream, this, this.shared);
    if (!wanted) return subscription.stop();
    this.#open.set(id, subscription);
    subscription.start();
  }

  #next(id: string, payload: object): void {
    this.wire.send(nextMessage(id, payload));
  }

  #fail(id: string, context: Context, errors: readonly GraphQLError[]): void {
    const payload = errors.map((error) => this.#masked(context, error));
    this.wire.send(JSON.stringify({ id, type: 'error', payload }));
  }

  #masked({ requestId }: Context, error: GraphQLError) {
    return maskError(this.shared.services.log, requestId, error.toJSON(), error);
  }
}

const nextMessage = (id: string, payload: object): string => JSON.stringify({ id, type: 'next', payload });
const completeMessage = (id: string): string => `{"id":${JSON.stringify(id)},"type":"complete"}`;

function shareable({ number }: Prepared, { shared }: PreparedOperation, args: Args): Subscription['shared'] {
  if (!shared) return null;
  const values = shared.variables.map((name) => args.variableValues?.[name]);
  return { ...shared, key: JSON.stringify([number, args.operationName ?? null, values]) };
}

const asGraphQLError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
};

const tooMany = (): Refusal =>
  new Refusal('RATE_LIMITED', `This socket has ${OPERATIONS_MAX} operations open. Complete some first.`);
