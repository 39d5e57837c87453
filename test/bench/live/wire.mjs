// A WebSocket client that costs next to nothing per frame: one generator plays hundreds of people, and must not be what is measured.
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const HEAD_END = '\r\n\r\n';

/** No extension is offered, so nothing is compressed. A zero mask is a legal one, and spares the XOR. */
export class Wire {
  #rest = null;
  #upgraded = false;
  #fragments = [];

  /** @param onFrame takes each whole message as a Buffer; it is a slice, to be copied if it is kept. */
  constructor({ port, path, protocol, cookie, onFrame, onClose }) {
    const key = randomBytes(16).toString('base64');
    this.accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    this.onFrame = onFrame;
    this.tcp = connect({ port, host: '127.0.0.1', noDelay: true });
    this.opened = new Promise((resolve, reject) => {
      this.onOpen = resolve;
      this.tcp.once('error', reject);
      this.tcp.once('close', () => reject(new Error('closed before it opened')));
    });
    this.opened.catch(() => undefined);
    this.tcp.on('error', () => undefined);
    this.tcp.on('close', () => onClose?.());
    this.tcp.on('data', (data) => this.#read(data));
    const extra = [protocol && `Sec-WebSocket-Protocol: ${protocol}`, cookie && `Cookie: ${cookie}`].filter(Boolean);
    this.tcp.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${key}\r\n${extra.map((line) => `${line}\r\n`).join('')}\r\n`,
    );
  }

  sendText(text) {
    this.#write(TEXT, Buffer.from(text));
  }

  sendBinary(bytes) {
    this.#write(BINARY, bytes);
  }

  close() {
    if (this.tcp.destroyed) return;
    this.#write(CLOSE, Buffer.from([3, 232]));
    this.tcp.end();
    setTimeout(() => this.tcp.destroy(), 300).unref();
  }

  /** As a lost network does. */
  cut() {
    this.tcp.destroy();
  }

  #write(kind, body) {
    const { length } = body;
    const head = length < 126 ? 6 : length < 65_536 ? 8 : 14;
    const frame = Buffer.alloc(head + length);
    frame[0] = 0x80 | kind;
    if (head === 6) frame[1] = 0x80 | length;
    else if (head === 8) frame.writeUInt16BE(length, 2);
    else frame.writeBigUInt64BE(BigInt(length), 2);
    if (head !== 6) frame[1] = head === 8 ? 254 : 255;
    frame.set(body, head);
    this.tcp.write(frame);
  }

  #read(chunk) {
    let data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = null;
    if (!this.#upgraded) {
      const end = data.indexOf(HEAD_END);
      if (end < 0) {
        this.#rest = data;
        return;
      }
      const head = data.toString('latin1', 0, end);
      if (!head.startsWith('HTTP/1.1 101') || !head.includes(this.accept)) {
        this.tcp.destroy(new Error(head.split('\r\n', 1)[0]));
        return;
      }
      this.#upgraded = true;
      this.onOpen();
      data = data.subarray(end + HEAD_END.length);
    }
    let at = 0;
    for (let next = this.#frame(data, at); next > at; next = this.#frame(data, at)) at = next;
    if (at < data.length) this.#rest = data.subarray(at);
  }

  /** @returns where the frame at `at` ends, or `at` while it is not whole. */
  #frame(data, at) {
    if (data.length - at < 2) return at;
    let length = data[at + 1] & 127;
    let from = at + 2;
    if (length === 126) {
      if (data.length - at < 4) return at;
      length = data.readUInt16BE(at + 2);
      from = at + 4;
    } else if (length === 127) {
      if (data.length - at < 10) return at;
      length = Number(data.readBigUInt64BE(at + 2));
      from = at + 10;
    }
    const to = from + length;
    if (data.length < to) return at;
    const body = data.subarray(from, to);
    const kind = data[at] & 15;
    if (kind === PING) this.#write(PONG, body);
    else if (kind === CLOSE) this.tcp.end();
    else if (kind !== PONG) this.#message(body, (data[at] & 0x80) !== 0);
    return to;
  }

  #message(body, last) {
    if (!last || this.#fragments.length > 0) this.#fragments.push(body);
    if (!last) return;
    const whole = this.#fragments.length > 0 ? Buffer.concat(this.#fragments) : body;
    this.#fragments = [];
    this.onFrame(whole);
  }
}
