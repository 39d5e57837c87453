// What a contender's adapter hands to the generator: one person with one document open.
import { Wire } from './wire.mjs';

/**
 * Readers of a document get the same bytes, so that decoding is remembered for the last few frames.
 * @param decode depends on the frame's bytes alone.
 */
export function remembering(decode, size = 32) {
  const known = [];
  return (frame) => {
    const hit = known.find(([bytes]) => bytes.length === frame.length && bytes.equals(frame));
    if (hit) return hit[1];
    // A frame is a slice of a chunk that must not be kept.
    const entry = [Buffer.from(frame), decode(frame)];
    known.unshift(entry);
    if (known.length > size) known.pop();
    return entry[1];
  };
}

/** `onReach` learns how far which clients' clocks came; `onSaved` how many of the pushes, in their order, are acknowledged. */
export class Page {
  onReach = () => undefined;
  onSaved = () => undefined;
  onLost = () => undefined;
  /** Updates that the opening brought. */
  initial = [];
  live = false;

  constructor(wire) {
    this.ready = new Promise((resolve, reject) => {
      this.becomeReady = resolve;
      this.fail = reject;
    });
    this.ready.catch(() => undefined);
    this.wire = new Wire({
      ...wire,
      onFrame: (frame) => this.frame(frame),
      onClose: () => {
        this.fail(new Error('the socket closed'));
        this.onLost();
      },
    });
    this.wire.opened.then(() => this.hello()).catch((error) => this.fail(error));
  }

  hello() {}

  got({ updates, reach }) {
    if (!this.live) this.initial.push(...updates);
    this.onReach(reach);
  }

  becomeLive() {
    this.live = true;
    this.becomeReady();
  }

  close() {
    this.onLost = () => undefined;
    this.wire.close();
  }
}
