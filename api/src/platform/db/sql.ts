import type { Pool, PoolClient } from 'pg';
import { DedicatedConnection } from './dedicated.ts';

/** A statement prepared once for each connection under its name; `Row` is the shape its columns have. */
export interface Statement<Row, Params extends readonly unknown[]> {
  readonly name: string;
  readonly text: string;
  readonly row?: Row;
  readonly params?: Params;
}

export const statement = <Row, Params extends readonly unknown[] = []>(
  name: string,
  text: string,
): Statement<Row, Params> => ({
  name,
  text,
});

export interface Queries {
  /** The rows of one prepared statement. @throws the driver's error, which is masked before it leaves the API. */
  rows<Row, Params extends readonly unknown[]>(query: Statement<Row, Params>, ...params: Params): Promise<Row[]>;
  /** The first row, or null. */
  row<Row, Params extends readonly unknown[]>(query: Statement<Row, Params>, ...params: Params): Promise<Row | null>;
}

/** Queries on one connection, in a transaction. */
export interface Transaction extends Queries {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface SqlRunner extends Queries {
  /** Statements in one transaction on one connection. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A connection for who calls again and again, one statement at a time. */
  dedicated(): DedicatedConnection;
}

export function sqlRunner(pool: Pool): SqlRunner {
  return {
    ...runnerOn(pool),
    dedicated: () => new DedicatedConnection(pool),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work(transactionOn(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((cause: Error) => {
          broken = cause;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

const transactionOn = (client: PoolClient): Transaction => ({
  ...runnerOn(client),
  transaction: (inner) => inner(transactionOn(client)),
});

function runnerOn(target: Pool | PoolClient): Queries {
  const rows = async <Row, Params extends readonly unknown[]>(
    query: Statement<Row, Params>,
    ...params: Params
  ): Promise<Row[]> =>
    (await target.query({ name: query.name, text: query.text, values: params as unknown as unknown[] })).rows as Row[];
  return { rows, row: async (query, ...params) => (await rows(query, ...params))[0] ?? null };
}
