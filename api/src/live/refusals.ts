import { PUSH_MAX_BYTES, PUSH_MAX_UPDATES } from '@tandem/schema/live/limits';
import { forbidden, Refusal } from '../platform/errors.ts';

export const badUpdate = (why: string): Refusal =>
  new Refusal(
    'BAD_UPDATE',
    `This is not a Yjs update in encoding v1: ${why}. Nothing was changed; send it as Yjs encoded it, in base64.`,
  );

export const missingDependencies = (stateVector: Uint8Array): Refusal =>
  new Refusal(
    'MISSING_DEPS',
    'This update builds on words that the server does not have. Open the document again, then send it with what comes before it.',
    {
      stateVector: Buffer.from(stateVector).toString('base64'),
    },
  );

export const tooLarge = (): Refusal =>
  new Refusal(
    'TOO_LARGE',
    `This push is too large. Send at most ${PUSH_MAX_UPDATES} updates and ${PUSH_MAX_BYTES / 1024} KiB at once, in parts.`,
  );

/** @param retryAfterMs when one more would be taken. */
export const tooFast = (retryAfterMs: number): Refusal =>
  new Refusal(
    'RATE_LIMITED',
    'This comes faster than anybody writes. Nothing was taken: wait for retryAfterMs, then send it again, several updates in one push.',
    { retryAfterMs, retryAfterSeconds: Math.ceil(retryAfterMs / 1000) },
  );

export const readOnly = (): Refusal =>
  forbidden('You can read this, but not write in it. Ask a lead of your party for a role that writes.');

export const notYourClient = (): Refusal =>
  forbidden(
    'This update holds words under a client id that was issued to somebody else. Write with the clientId that you were given.',
  );

export const notRelayed = (): Refusal =>
  forbidden(
    'This server never relayed these bytes in this document. Hand in each update as you received it, with the signature that came with it.',
  );

export const notYourConnection = (): Refusal =>
  forbidden('This connectionId belongs to somebody else. Use the one that your own subscription gave you.');

/** What was relayed may never have been durable, or too much waits: the client opens afresh and sends its unsaved edits again. */
export const resync = (why: string): Refusal =>
  new Refusal(
    'RESYNC',
    `${why} Open the document again; what you wrote and was not acknowledged is yours to send again.`,
  );
