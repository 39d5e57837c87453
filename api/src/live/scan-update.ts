import { CLOCK_MAX, UPDATE_MAX_STRUCTS, VALUE_MAX_DEPTH } from '@tandem/schema/live/limits';
import { ByteReader, Malformed } from './byte-reader.ts';

/** More structs than any honest update has. */
export class TooManyStructs extends Error {}

/** A run of clocks that an update adds, with the ids that must be there before it: [client, clock, client, clock, …]. */
export interface Struct {
  clock: number;
  length: number;
  needs: number[];
}

/** What one client contributes to an update; a gap between structs is a Skip. */
export interface Section {
  client: number;
  structs: Struct[];
  /** The clock after its last struct. */
  end: number;
}

export interface DeletedRange {
  client: number;
  clock: number;
  length: number;
}

export interface ScannedUpdate {
  sections: Section[];
  deletes: DeletedRange[];
  /** The shared types it makes, such as paragraphs: what they are inside of shows only in the document. */
  types: { client: number; clock: number }[];
}

const GC = 0;
const TYPE = 7;
const SKIP = 10;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_SUB = 0x20;
const CONTENT_BITS = 0x1f;
const NO_NEEDS: number[] = [];

/**
 * Reads a Yjs update (encoding v1) in one pass, with everything bounded before it is believed. What passes decodes in Yjs.
 * @throws Malformed for bytes that are no such update, TooManyStructs past UPDATE_MAX_STRUCTS.
 */
export function scanUpdate(bytes: Uint8Array): ScannedUpdate {
  const reader = new ByteReader(bytes);
  const sections: Section[] = [];
  const types: ScannedUpdate['types'] = [];
  let budget = UPDATE_MAX_STRUCTS;
  for (let left = reader.uint(); left > 0; left--) {
    const count = reader.uint();
    budget -= count + 1;
    if (budget < 0) throw new TooManyStructs();
    sections.push(scanSection(reader, count, types));
  }
  const deletes: DeletedRange[] = [];
  for (let left = reader.uint(); left > 0; left--) {
    const client = reader.uint();
    const count = reader.uint();
    budget -= count + 1;
    if (budget < 0) throw new TooManyStructs();
    for (let i = 0; i < count; i++) deletes.push({ client, clock: reader.uint(), length: positive(reader.uint()) });
  }
  if (!reader.ended) throw new Malformed('it goes on after its end');
  return { sections, deletes, types };
}

function scanSection(reader: ByteReader, count: number, types: ScannedUpdate['types']): Section {
  const client = reader.uint();
  const structs: Struct[] = [];
  let clock = reader.uint();
  for (let i = 0; i < count; i++) {
    const info = reader.byte();
    const content = info & CONTENT_BITS;
    if (content === SKIP) {
      clock += reader.uint();
      continue;
    }
    const needs = content === GC ? NO_NEEDS : scanPlace(reader, info);
    const length = positive(content === GC ? reader.uint() : scanContent(reader, content));
    if (content === TYPE) types.push({ client, clock });
    structs.push({ clock, length, needs });
    clock += length;
    if (clock > CLOCK_MAX) throw new Malformed('a clock is too large');
  }
  return { client, structs, end: clock };
}

/** Where an item goes: its neighbours, or its parent when it has none. */
function scanPlace(reader: ByteReader, info: number): number[] {
  const needs: number[] = [];
  if (info & HAS_ORIGIN) needs.push(reader.uint(), reader.uint());
  if (info & HAS_RIGHT_ORIGIN) needs.push(reader.uint(), reader.uint());
  if (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) return needs;
  if (reader.uint() === 1) reader.string();
  else needs.push(reader.uint(), reader.uint());
  if (info & HAS_PARENT_SUB) reader.string();
  return needs;
}

/** Passes an item's content. @returns how many clocks it takes. */
function scanContent(reader: ByteReader, content: number): number {
  switch (content) {
    case 1: // deleted
      return reader.uint();
    case 2: // JSON values, of Yjs before 13.1
      return each(reader, () => checkJson(reader.string(), true));
    case 3: // binary
      reader.skipBytes();
      return 1;
    case 4: // string
      return reader.stringLength();
    case 5: // embed
      checkJson(reader.string());
      return 1;
    case 6: // format
      reader.string();
      checkJson(reader.string());
      return 1;
    case TYPE:
      scanType(reader);
      return 1;
    case 8: // values
      return each(reader, () => skipValue(reader, VALUE_MAX_DEPTH));
    default: // 9 is a subdocument, which no document of ours holds
      throw new Malformed('it holds content of an unknown kind');
  }
}

function scanType(reader: ByteReader): void {
  const type = reader.uint();
  if (type > 6) throw new Malformed('it holds a type of an unknown kind');
  if (type === 3 || type === 5) reader.string(); // XmlElement and XmlHook carry a name
}

function each(reader: ByteReader, pass: () => void): number {
  const count = reader.uint();
  for (let i = 0; i < count; i++) pass();
  return count;
}

/** Passes one value of lib0's any-encoding. */
function skipValue(reader: ByteReader, depth: number): void {
  if (depth === 0) throw new Malformed('a value is nested too deep');
  const kind = reader.byte();
  switch (kind) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125: // integer: the first byte keeps its sign in bit 7
      while (reader.byte() & 0x80);
      return;
    case 124: // float32
      return reader.skip(4);
    case 123: // float64
    case 122: // bigint
      return reader.skip(8);
    case 119:
      reader.stringLength();
      return;
    case 118: // object
      each(reader, () => {
        reader.string();
        skipValue(reader, depth - 1);
      });
      return;
    case 117: // array
      each(reader, () => skipValue(reader, depth - 1));
      return;
    case 116:
      return reader.skipBytes();
    default:
      throw new Malformed('a value is of an unknown kind');
  }
}

function checkJson(text: string, mayBeUndefined = false): void {
  if (mayBeUndefined && text === 'undefined') return;
  if (text.includes('\\u0000')) throw new Malformed('a text holds U+0000');
  let depth = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') depth++;
    else if (sign === ']' || sign === '}') depth--;
    if (depth > VALUE_MAX_DEPTH) throw new Malformed('a value is nested too deep');
  }
  try {
    JSON.parse(text);
  } catch {
    throw new Malformed('a value is not JSON');
  }
}

function positive(length: number): number {
  if (length < 1 || length > CLOCK_MAX) throw new Malformed('a length is out of bounds');
  return length;
}
