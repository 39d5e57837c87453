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
