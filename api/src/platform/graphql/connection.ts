import 'reflect-metadata';
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { badInput } from '../errors.ts';

/** The largest page: the whole backlog of most partnerships in one answer. */
export const PAGE_MAX = 500;
/** What a connection answers with when no size is said. */
export const PAGE_DEFAULT = 50;

@ObjectType({ simpleResolvers: true, description: 'Where a page of a connection stands (Relay cursor specification).' })
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Whether more follow the last edge; when paging backwards, whether `before` left any out.',
  })
  hasNextPage!: boolean;
  @Field(() => Boolean, {
    description: 'Whether more precede the first edge; when paging forwards, whether `after` left any out.',
  })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The first edge’s cursor; null when the page is empty.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'The last edge’s cursor; null when the page is empty.' })
  endCursor!: string | null;
}

export interface EdgeOf<T> {
  cursor: string;
  node: T;
}
export interface ConnectionOf<T> {
  edges: EdgeOf<T>[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** The two types of a connection of `node`, named `<name>Connection` and `<name>Edge`. */
export function connectionTypes<T extends object>(name: string, node: () => ClassType<T>) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} of a page.` })
  class Edge {
    @Field(() => String, { description: 'Opaque: pass it as `after` or `before` to go on from here.' })
    cursor!: string;
    @Field(node, { description: `The ${name}.` })
    node!: T;
  }
  @ObjectType(`${name}Connection`, {
    simpleResolvers: true,
    description: `A page of ${name} objects (Relay cursor specification).`,
  })
  class Connection {
    @Field(() => [Edge], { description: 'The page, in the connection’s order.' })
    edges!: Edge[];
    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;
    @Field(() => Int, {
      description: 'How many there are over all pages, with the filter applied. Counted only when asked for.',
    })
    totalCount!: number;
  }
  return { Edge, Connection };
}

export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}
export interface Page {
  limit: number;
  backwards: boolean;
  after: string | null;
  before: string | null;
}

/** The page asked for; 50 from the start when nothing is said. @throws Refusal BAD_USER_INPUT for a size outside 1–500 or both directions. */
export function pageFrom(args: PageArgs): Page {
  if (args.first != null && args.last != null) throw badInput('first', 'Give first or last, not both.');
  const backwards = args.last != null;
  const limit = args.last ?? args.first ?? PAGE_DEFAULT;
  if (limit < 0 || limit > PAGE_MAX)
    throw badInput(backwards ? 'last' : 'first', `Ask for 0 to ${PAGE_MAX} at a time, and page on with the cursor.`);
  return { limit, backwards, after: args.after ?? null, before: args.before ?? null };
}

/**
 * A page from `rows`, of which one more than the limit was read, in the connection's order for a forward page and reversed
 * for a backward one.
 */
export function pageOf<T>(page: Page, rows: T[], cursorOf: (row: T) => string): Omit<ConnectionOf<T>, 'totalCount'> {
  const more = rows.length > page.limit;
  const kept = more ? rows.slice(0, page.limit) : rows;
  if (page.backwards) kept.reverse();
  const edges = kept.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.backwards ? page.before !== null : more,
      hasPreviousPage: page.backwards ? more : page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Cursors are opaque. */
export const encodeCursor = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws Refusal BAD_USER_INPUT when it is not a cursor of this connection. */
export function decodeCursor(field: string, cursor: string, length: number): (string | number)[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(position) &&
      position.length === length &&
      position.every((part) => (typeof part === 'string' && !part.includes('\0')) || typeof part === 'number')
    )
      return position;
  } catch {
    // Falls through: not JSON is as wrong as the wrong shape.
  }
  throw badInput(field, `${field} is not a cursor of this connection. Take one from its edges.`);
}
