import type { Connection, PoolClient, Submittable } from 'pg';

/** A prepared statement that is given bytes and answers with columns of text. */
export interface BinaryStatement {
  readonly name: string;
  readonly text: string;
  /** The types of its parameters, by their number in pg_type. */
  readonly types: readonly number[];
}

export const OID = { bytea: 17, timestamptz: 1184, uuid: 2950 } as const;
const ARRAY_OF: Record<number, number> = { 17: 1001, 1184: 1185, 2950: 2951 };
/** The type of an array of these. */
export const arrayOf = (oid: number): number => ARRAY_OF[oid] as number;

/** Execute without a limit of rows, and Sync. */
const EXECUTE_AND_SYNC = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);
const BIND = 0x42;
const ALL_BINARY = Buffer.from([0, 1, 0, 1]);
/** PostgreSQL counts from the start of 2000. */
const EPOCH_2000_MS = 946_684_800_000;

export type Parameter = Uint8Array | null;

/**
 * One call of a prepared statement, in one write and without asking again what its columns are: the driver's own queries go out in
 * four pieces, with bytes as hexadecimal text. For statements that are sent with every keystroke; the driver takes it as one of its
 * queries, timeout included.
 */
export class BinaryCall implements Submittable {
  readonly name: string;
  readonly text: string;
  readonly #rows: (string | null)[][] = [];
  /** The driver wraps it with its timeout. */
  callback: (error: Error | null, rows?: (string | null)[][]) => void = () => undefined;

  constructor(
    private readonly statement: BinaryStatement,
    private readonly parameters: readonly Parameter[],
  ) {
    this.name = statement.name;
    this.text = statement.text;
  }

  /** @returns the rows, each column as PostgreSQL's text. @throws the driver's error. */
  on(client: PoolClient): Promise<(string | null)[][]> {
    return new Promise((resolve, reject) => {
      this.callback = (error, rows) => (error ? reject(error) : resolve(rows ?? []));
      client.query(this);
    });
  }

  submit(connection: Connection): void {
    // The driver notes there what it has prepared, for calls like this one too.
    const { parsedStatements } = connection as Connection & { parsedStatements: Record<string, string | undefined> };
    if (parsedStatements[this.name] === undefined)
      connection.parse({ name: this.name, text: this.text, types: this.statement.types as unknown as string[] }, true);
    if (connection.stream.writable) connection.stream.write(this.#message());
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.#rows.push(fields);
  }

  handleReadyForQuery(): void {
    this.callback(null, this.#rows);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}

  /** https://www.postgresql.org/docs/current/protocol-message-formats.html, Bind and what follows it. */
  #message(): Buffer {
    const { parameters, name } = this;
    let size = 1 + name.length + 1 + ALL_BINARY.length + 2 + 2;
    for (const parameter of parameters) size += 4 + (parameter?.length ?? 0);
    const message = Buffer.allocUnsafe(5 + size + EXECUTE_AND_SYNC.length);
    message[0] = BIND;
    message.writeInt32BE(4 + size, 1);
    message[5] = 0;
    let at = 6 + message.write(name, 6, 'latin1');
    message[at++] = 0;
    message.set(ALL_BINARY, at);
    at = message.writeInt16BE(parameters.length, at + ALL_BINARY.length);
    for (const parameter of parameters) at = put(message, parameter, at);
    // No formats for the columns: all as text.
    at = message.writeInt16BE(0, at);
    message.set(EXECUTE_AND_SYNC, at);
    return message;
  }
}

function put(message: Buffer, parameter: Parameter, at: number): number {
  const from = message.writeInt32BE(parameter ? parameter.length : -1, at);
  if (parameter) message.set(parameter, from);
  return from + (parameter?.length ?? 0);
}

export const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

export function instantBytes(at: Date): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(at.getTime() - EPOCH_2000_MS) * 1000n);
  return bytes;
}

/** An array of one dimension. */
export function arrayBytes(oid: number, items: readonly Parameter[]): Buffer {
  let size = 20;
  for (const item of items) size += 4 + (item?.length ?? 0);
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(items.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = 20;
  for (const item of items) at = put(bytes, item, at);
  return bytes;
}
