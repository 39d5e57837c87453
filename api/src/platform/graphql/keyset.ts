import { validate as isUuid } from 'uuid';
import { badInput } from '../errors.ts';
import { decodeCursor, encodeCursor } from './connection.ts';

type First = string | number;

/** What orders a connection, ascending: a column and then the id, which make it unique. A cursor holds both after the order's name. */
export interface Keyset<Row extends { id: string }> {
  column: string;
  cast: 'int' | 'timestamptz';
  of(row: Row): First;
}

/** Two parameters of a page's statement: where its cursor stands, or two nulls without one. */
export type Position = readonly [First | null, string | null];

/**
 * What follows a statement's filter: between the cursors, in order, and no more than the limit. Its parameters are those of `after`,
 * `before` and the limit, numbered from `parameter` on.
 */
export function pageSql<Row extends { id: string }>(
  { column, cast }: Keyset<Row>,
  id: string,
  direction: 'asc' | 'desc',
  parameter: number,
): string {
  const [after, afterId, before, beforeId, limit] = [0, 1, 2, 3, 4].map((n) => `$${parameter + n}`);
  return `and (${after}::${cast} is null or (${column}, ${id}) > (${after}::${cast}, ${afterId}::uuid))
    and (${before}::${cast} is null or (${column}, ${id}) < (${before}::${cast}, ${beforeId}::uuid))
    order by ${column} ${direction}, ${id} ${direction} limit ${limit}`;
}

export const cursorIn = <Row extends { id: string }>(order: string, keyset: Keyset<Row>, row: Row): string =>
  encodeCursor([order, keyset.of(row), row.id]);

/** @throws Refusal BAD_USER_INPUT when it is not a cursor of this connection in this order. */
export function positionIn<Row extends { id: string }>(
  order: string,
  { cast }: Keyset<Row>,
  field: 'after' | 'before',
  cursor: string | null,
): Position {
  if (cursor === null) return [null, null];
  const [name, first, id] = decodeCursor(field, cursor, 3);
  if (name !== order || first === undefined || !FITS[cast](first) || !isUuid(id))
    throw badInput(field, `${field} is not a cursor of this connection in this order. Take one from its edges.`);
  return [first, String(id)];
}

const FITS: Readonly<Record<'int' | 'timestamptz', (first: First) => boolean>> = {
  int: (number) => Number.isInteger(number) && Math.abs(Number(number)) < 2 ** 31,
  timestamptz: (at) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(at)) && !Number.isNaN(Date.parse(String(at))),
};

/** An id that a filter names. @throws Refusal BAD_USER_INPUT when it is none. */
export function idInFilter(field: string, id: string | null | undefined): string | null {
  if (id == null) return null;
  if (!isUuid(id)) throw badInput(`filter.${field}`, `${field} takes the id of an object of this partnership, a UUID.`);
  return id;
}
