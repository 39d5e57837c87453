import { execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Context } from '../context.ts';
import type { EventStream } from '../event-stream.ts';
import type { CompiledOperations } from '../graphql/compile-again.ts';
import type { DirectEvents } from '../graphql/direct-event.ts';
import type { FanOut, Receiver } from '../graphql/fan-out.ts';
import { headOf } from './frames.ts';

/** What a subscription needs of the socket that it came by. */
export interface Outlet {
  /** True while so much waits to be sent that reading more would only pile it up here. */
  readonly congested: boolean;
  /** Calls back when it no longer is. */
  whenCalm(subscription: Subscription): void;
  /**
   * @param head the message up to its payload. @param answer the payload, as JSON in UTF-8.
   * @param isPatient it may wait for what else this turn brings for the socket.
   */
  send(id: string, head: Buffer, answer: Buffer, isPatient: boolean): void;
  refuse(id: string, context: Context, result: ExecutionResult): void;
  /** Ends the operation: null completes it, an error says why. */
  end(id: string, context: Context, error: unknown): void;
}

/** One client's subscription: takes events from its stream one at a time, in order, as fast as the socket takes answers. */
export class Subscription implements Receiver {
  #busy = false;
  #pumping = false;
  #over = false;

  readonly context: Context;
  /** Only the id differs between like subscribers: it is encoded once, and what is shared is copied behind it. */
  readonly #head: Buffer;

  constructor(
    private readonly id: string,
    private readonly args: ExecutionArgs & { contextValue: Context },
    readonly shared: Receiver['shared'],
    private readonly direct: DirectEvents | null,
    private readonly stream: EventStream<object>,
    private readonly outlet: Outlet,
    private readonly engine: { fanOut: FanOut; compiled: CompiledOperations },
  ) {
    this.context = args.contextValue;
    this.#head = headOf(id);
  }

  start(): void {
    this.stream.onWake(() => this.pump());
    this.pump();
  }

  /** Goes on with what waits. A call during another is part of that one. */
  pump(): void {
    // What it ended with goes out at once: after rights are lost not even an answer that is being made may follow.
    if (this.stream.failure) return this.#end(this.stream.failure);
    if (this.#pumping) return;
    this.#pumping = true;
    while (!this.#busy && !this.#over && this.#takeOne());
    this.#pumping = false;
  }

  /** The client wants no more of it, or is gone. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    void this.stream.return?.();
  }

  /** An event only reads: where its compiled answer has errors it is executed again, so that errors have one shape. */
  async execute(event: object): Promise<ExecutionResult> {
    const { document, operationName, variableValues } = this.args;
    const compiled = this.engine.compiled.find(document, operationName ?? null);
    if (compiled) {
      const { data, errors } = await compiled(event, this.context, variableValues ?? {});
      if (data && !errors?.length) return { data };
      this.context.memo.clear();
    }
    return execute({ ...this.args, rootValue: event });
  }

  answered(answer: Buffer): void {
    if (!this.#over) this.outlet.send(this.id, this.#head, answer, true);
    this.#ready();
  }

  refused(result: ExecutionResult): void {
    if (!this.#over) this.outlet.refuse(this.id, this.context, result);
    this.#ready();
  }

  failed(error: unknown): void {
    this.#end(error);
    void this.stream.return?.();
  }

  #ready(): void {
    this.#busy = false;
    this.pump();
  }

  /** @returns whether to go on. */
  #takeOne(): boolean {
    if (this.outlet.congested) {
      this.outlet.whenCalm(this);
      return false;
    }
    const event = this.stream.take();
    if (event === undefined) {
      if (this.stream.ended) this.#end(null);
      return false;
    }
    const answer = this.direct?.answer(event);
    if (answer) {
      this.outlet.send(this.id, this.#head, answer, false);
      return true;
    }
    this.#busy = true;
    this.engine.fanOut.deliver(event, this);
    return true;
  }

  #end(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.outlet.end(this.id, this.context, error);
  }
}
