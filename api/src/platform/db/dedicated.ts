import type { Pool, PoolClient } from 'pg';
import { BinaryCall, type BinaryStatement, type Parameter } from './binary-call.ts';

/** SQLSTATE classes 08 (connection) and 57 (operator intervention, such as a shutdown): the connection is no good any more. */
const ENDS_CONNECTION = /^(08|57)/;

/**
 * A connection for statements that follow each other without end, one at a time: asking the pool each time costs more than sending
 * one. Taken at the first statement, given back when it breaks; the next statement takes another.
 */
export class DedicatedConnection {
  #client: PoolClient | null = null;

  constructor(private readonly pool: Pool) {}

  /** @returns the rows, each column as PostgreSQL's text. @throws the driver's error. */
  async call(statement: BinaryStatement, ...parameters: Parameter[]): Promise<(string | null)[][]> {
    const client = this.#client ?? (await this.#take());
    try {
      return await new BinaryCall(statement, parameters).on(client);
    } catch (error) {
      if (!isAnswer(error)) this.#giveBack(client, error as Error);
      throw error;
    }
  }

  release(): void {
    this.#client?.removeAllListeners('error').release();
    this.#client = null;
  }

  async #take(): Promise<PoolClient> {
    const client = (this.#client = await this.pool.connect());
    // The statement under way fails with it, or the next one does.
    client.on('error', (error) => this.#giveBack(client, error));
    return client;
  }

  #giveBack(client: PoolClient, broken: Error): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.release(broken);
  }
}

/** PostgreSQL refused the statement, and takes the next one on the same connection. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code) &&
  !ENDS_CONNECTION.test(error.code);
