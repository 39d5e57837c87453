const FINAL_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const BRACE = 0x7d;

/** One WebSocket message from the server: https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = begin(length);
  frame.write(text, frame.length - length);
  return frame;
}

/** The start of a subscription's messages; only the id differs between like subscribers. */
export const headOf = (id: string): Buffer => Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);

/** Those who share an answer are served one after the other: with the same id they share the frame as well. */
export class AnswerFrames {
  #answer: Buffer | null = null;
  #id = '';
  #frame: Buffer | null = null;

  /** @param head of this id. @param answer JSON in UTF-8, not changed any more. */
  of(id: string, head: Buffer, answer: Buffer): Buffer {
    if (this.#frame && answer === this.#answer && id === this.#id) return this.#frame;
    const frame = begin(head.length + answer.length + 1);
    frame.set(answer, frame.length - 1 - answer.length);
    frame.set(head, frame.length - 1 - answer.length - head.length);
    frame[frame.length - 1] = BRACE;
    this.#answer = answer;
    this.#id = id;
    this.#frame = frame;
    return frame;
  }
}

/** A frame with its head; the payload is its last `length` bytes. */
function begin(length: number): Buffer {
  const headSize = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headSize + length);
  frame[0] = FINAL_TEXT;
  if (headSize === 2) frame[1] = length;
  else if (headSize === 4) frame.writeUInt16BE(length, 2);
  else frame.writeBigUInt64BE(BigInt(length), 2);
  if (headSize > 2) frame[1] = headSize === 4 ? LENGTH_16 : LENGTH_64;
  return frame;
}
