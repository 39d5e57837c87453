import { isUtf8 } from 'node:buffer';

/** The bytes are not what they should be; `why` is a clause for the sender. */
export class Malformed extends Error {}

/** Reads lib0's encoding without building values: a scan allocates next to nothing, whatever the bytes claim. */
export class ByteReader {
  #at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get ended(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Malformed('it ends too early');
    return byte;
  }

  uint(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
      if (value > Number.MAX_SAFE_INTEGER || unit > 2 ** 56) throw new Malformed('a number is too large');
    }
  }

  /** Passes `length` bytes. */
  skip(length: number): void {
    this.#take(length);
  }

  /** Passes a byte array with its length before it. */
  skipBytes(): void {
    this.skip(this.uint());
  }

  /** A string's length in UTF-16 units, which is what Yjs counts. */
  stringLength(): number {
    const bytes = this.#text();
    let units = 0;
    for (const byte of bytes) if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
    return units;
  }

  string(): string {
    return this.#text().toString('utf8');
  }

  #text(): Buffer {
    const bytes = this.#take(this.uint());
    if (!isUtf8(bytes)) throw new Malformed('a text is not UTF-8');
    // PostgreSQL's text cannot hold it, so the words could never become rows.
    if (bytes.includes(0)) throw new Malformed('a text holds U+0000');
    return bytes;
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Malformed('it ends too early');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
