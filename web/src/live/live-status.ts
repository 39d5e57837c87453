/** How a live document stands, for the page to show. */
export interface LiveStatus {
  /** `failing`: the server is there and cannot go on with this document now, such as on a full disk; it is asked again and again. */
  connection: 'connecting' | 'live' | 'offline' | 'failing';
  /** True from the first sync on; the editors are read-only before. */
  synced: boolean;
  writable: boolean;
  /** Local edits that are not durable on the server yet. */
  unsaved: number;
  lastSavedAt: number | null;
  /** Set when the server refused for good; nothing more is sent. */
  refused: { code: string; message: string } | null;
}

export const INITIAL: LiveStatus = {
  connection: 'connecting',
  synced: false,
  writable: false,
  unsaved: 0,
  lastSavedAt: null,
  refused: null,
};
