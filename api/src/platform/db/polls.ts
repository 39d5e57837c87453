import type { Queries, SqlRunner, Statement } from './sql.ts';

/** What no message told shows within this time, and what it leads to within two seconds. */
const POLL_MS = 1_500;

type Poll = (sql: Pick<Queries, 'rows'>) => Promise<void>;

interface Asked {
  query: Statement<unknown, readonly unknown[]>;
  params: readonly unknown[];
  resolve(rows: unknown[]): void;
  reject(error: unknown): void;
}

/**
 * What this process looks for in the database again and again, since another may have written it: all of it at once, in one
 * statement, for a process that has nothing else to do. Rows come as JSON has them.
 */
export class Polls {
  readonly #polls = new Set<Poll>();
  readonly #merged = new Map<string, Statement<{ place: number; row: unknown }, unknown[]>>();
  readonly #timer: NodeJS.Timeout;
  #asked: Asked[] = [];

  constructor(private readonly sql: SqlRunner) {
    this.#timer = setInterval(() => this.#pollAll(), POLL_MS);
    this.#timer.unref();
  }

  /**
   * Calls `poll`, which never rejects, again and again, but not before its last call has ended. What it asks before it first waits
   * goes out with the others' questions. @returns what stops it.
   */
  every(poll: Poll): () => void {
    let busy = false;
    // A slow database must not have them pile up on it.
    const once: Poll = async (sql) => {
      if (busy) return;
      busy = true;
      await poll(sql).finally(() => {
        busy = false;
      });
    };
    this.#polls.add(once);
    return () => void this.#polls.delete(once);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #pollAll(): void {
    const together: Pick<Queries, 'rows'> = {
      rows: <Row, Params extends readonly unknown[]>(query: Statement<Row, Params>, ...params: Params) =>
        new Promise<Row[]>((resolve, reject) => {
          this.#asked.push({ query, params, resolve: (rows) => resolve(rows as Row[]), reject });
          if (this.#asked.length === 1) queueMicrotask(() => void this.#ask());
        }),
    };
    for (const poll of this.#polls) void poll(together);
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    try {
      const rows = await this.sql.rows(this.#statementOf(asked), ...asked.flatMap(({ params }) => params));
      for (const [place, { resolve }] of asked.entries())
        resolve(rows.filter((one) => one.place === place).map(({ row }) => row));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  /** Which of them ask changes seldom, so that PostgreSQL knows the statement nearly always. */
  #statementOf(asked: readonly Asked[]): Statement<{ place: number; row: unknown }, unknown[]> {
    const key = asked.map(({ query }) => query.name).join(' ');
    const known = this.#merged.get(key);
    if (known) return known;
    let before = 0;
    const parts = asked.map(({ query, params }, place) => {
      const text = query.text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
      before += params.length;
      return `select ${place} as place, to_jsonb(r) as row from (${text}) r`;
    });
    const merged = { name: `polls_${this.#merged.size}`, text: parts.join(' union all ') };
    this.#merged.set(key, merged);
    return merged;
  }
}
