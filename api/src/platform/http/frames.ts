const FINAL_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const BRACE = 0x7d;
/** A ping without a payload. */
export const PING = Buffer.from([0x89, 0]);

/** One WebSocket message from the server: https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = begin(length);
  frame.write(text, frame.length - length);
  return frame;
}

/** Two messages that follow each other, in one piece. */
export function textFrames(first: string, second: string): Buffer {
  const [firstLength, secondLength] = [Buffer.byteLength(first), Buffer.byteLength(second)];
  const [firstHead, secondHead] = [headSizeOf(firstLength), headSizeOf(secondLength)];
  const frames = Buffer.allocUnsafe(firstHead + firstLength + secondHead + secondLength);
  putHead(frames, 0, firstLength);
  frames.write(first, firstHead);
  putHead(frames, firstHead + firstLength, secondLength);
  frames.write(second, firstHead + firstLength + secondHead);
  return frames;
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
  const frame = Buffer.allocUnsafe(headSizeOf(length) + length);
  putHead(frame, 0, length);
  return frame;
}

const headSizeOf = (length: number): number => (length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10);

function putHead(frames: Buffer, at: number, length: number): void {
  frames[at] = FINAL_TEXT;
  if (length < LENGTH_16) frames[at + 1] = length;
  else if (length < 65_536) {
    frames[at + 1] = LENGTH_16;
    frames.writeUInt16BE(length, at + 2);
  } else {
    frames[at + 1] = LENGTH_64;
    frames.writeBigUInt64BE(BigInt(length), at + 2);
  }
}
