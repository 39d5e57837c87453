/** An update as it goes around: its bytes for the journal, its text for the others. */
export interface RelayedUpdate {
  bytes: Uint8Array;
  text: string;
  /** The server's word on who wrote it; null until somebody asks for it, before it is judged, and for what came from the log. */
  signature: string | null;
  /** Gives that word, which costs more than all else that is done to a keystroke; null where there is none to give. */
  sign: (() => string) | null;
}

export const signatureOf = (update: RelayedUpdate): string | null =>
  (update.signature ??= update.sign ? update.sign() : null);
