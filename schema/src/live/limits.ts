/** Bounds of the live protocol (PROTOCOL.md), shared by the engine and its clients. */

/** All updates of one push together, decoded: it fits one frame of 1 MiB in base64 with room for the rest. */
export const PUSH_MAX_BYTES = 700 * 1024;
/** Updates in one push. */
export const PUSH_MAX_UPDATES = 256;
/** Structs in one update: a long paste is one, so only hostile bytes come near. */
export const UPDATE_MAX_STRUCTS = 100_000;
/** Client ids with new structs in one update: somebody's edits from many offline sessions, merged. */
export const UPDATE_MAX_WRITERS = 100;
/** A clock counts a client's characters, so that 2³¹ is out of a person's reach and inside every integer on the way. */
export const CLOCK_MAX = 2 ** 31 - 1;
/** Levels of a value inside an embed, mark or attribute. */
export const VALUE_MAX_DEPTH = 32;
/** Shared types inside each other: a list in a list takes two. Deeper than this, the programs that walk a document fall over. */
export const TYPES_MAX_DEPTH = 64;
/** A cursor: the JSON of two relative positions, in UTF-16 units. */
export const CURSOR_MAX = 2_048;
/** The name of the part somebody writes in, such as criterion:<id>. */
export const FIELD_MAX = 64;
/** Where somebody has the workspace open, such as story:MT-101. */
export const PLACE_MAX = 120;
/**
 * Pushes a second from one connection, and how many may come at once. A held key makes 30, a paste one; a page that waits for
 * each acknowledgement before its next push cannot make more than some 300.
 */
export const PUSHES_PER_SECOND = 500;
export const PUSHES_AT_ONCE = 1_000;
/** Moves of one connection's presence; our pages make at most 20 a second. */
export const MOVES_PER_SECOND = 60;
export const MOVES_AT_ONCE = 120;
/** What all connections of a session on one node may make together, in connections at their own limit. */
export const BUSY_CONNECTIONS_MAX = 4;
