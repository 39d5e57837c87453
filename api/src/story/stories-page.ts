import type { PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { badInput } from '../platform/errors.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '../platform/graphql/connection.ts';
import { columnsName, type Heavy, type StoredStory, storyColumns } from './stories.sql.ts';
import { Params, type StoryCondition, type StoryFilter, storyCondition } from './story-filter.ts';
import { type Edges, readEnds, type StoryRow, withEdges } from './story-rows.ts';
import type { StoryOrder } from './story-state.ts';

/** What orders a connection, ascending, and is unique: a cursor holds it, so that a page goes on after inserts and moves. */
interface Keyset {
  /** A SQL row with as many parts as a cursor has after its order's name. */
  columns: string[];
  casts: string[];
  of(row: Ranked): (string | number)[];
  fits(position: (string | number)[]): boolean;
}
type Ranked = StoredStory & { relevance?: number };

const isText = (part: unknown): boolean => typeof part === 'string';
const KEYSETS: Record<Exclude<StoryOrder, 'RELEVANCE'>, Keyset> = {
  RANK: { columns: ['s.rank'], casts: ['text'], of: (row) => [row.rank], fits: ([rank]) => isText(rank) },
  NUMBER: {
    columns: ['s.number'],
    casts: ['int'],
    of: (row) => [row.number],
    fits: ([number]) => Number.isInteger(number) && Math.abs(Number(number)) < 2 ** 31,
  },
  UPDATED: {
    columns: ['s.updated_at', 's.id'],
    casts: ['timestamptz', 'uuid'],
    of: (row) => [row.updatedAt.toISOString(), row.id],
    fits: ([at, id]) =>
      /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(at)) && !Number.isNaN(Date.parse(String(at))) && isUuid(id),
  },
};
const byRelevance = (relevance: string): Keyset => ({
  columns: [`-(${relevance})`, 's.rank'],
  casts: ['float8', 'text'],
  of: (row) => [-(row.relevance ?? 0), row.rank],
  fits: ([relevance, rank]) => Number.isFinite(relevance) && isText(rank),
});

export interface StoriesAsked {
  page: Page;
  filter: StoryFilter | null;
  orderBy: StoryOrder;
  /** What the selection names. */
  heavy: Heavy;
  edges: Edges;
  /** Whether to count all pages: a statement of its own. */
  counted: boolean;
}

export interface StoriesPage {
  edges: { cursor: string; node: StoryRow }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

/** A page of a partnership's stories; the viewer's right to it has been checked. */
export async function storiesPage(
  context: Context,
  partnership: { id: PartnershipId },
  asked: StoriesAsked,
): Promise<StoriesPage> {
  const { page, orderBy, heavy } = asked;
  const params = new Params();
  const condition = storyCondition(params, partnership.id, asked.filter);
  const ordered = orderBy === 'RELEVANCE' ? (condition.relevance ? orderBy : 'RANK') : orderBy;
  const keyset = ordered === 'RELEVANCE' ? byRelevance(condition.relevance ?? '0') : KEYSETS[ordered];
  const bounds = boundsOf(params, page, ordered, keyset);
  const direction = page.backwards ? 'desc' : 'asc';
  const relevance = ordered === 'RELEVANCE' ? `, (${condition.relevance}) as relevance` : '';
  const text = `select ${storyColumns(heavy)}${relevance} from story s where ${[condition.where, ...bounds].join(' and ')}
    order by ${keyset.columns.map((column) => `${column} ${direction}`).join(', ')} limit ${params.add(page.limit + 1)}`;
  const query = statement<Ranked, unknown[]>(preparedName(asked, ordered, condition, bounds.length), text);
  const [stored, ends, totalCount] = await Promise.all([
    context.services.sql.rows(query, ...params.values),
    readEnds(context, partnership, asked.edges),
    asked.counted ? countOf(context, partnership.id, asked.filter) : 0,
  ]);
  const rows = withEdges(stored, ends);
  const positions = new Map(rows.map((row, i) => [row, encodeCursor([ordered, ...keyset.of(stored[i] as Ranked)])]));
  return { ...pageOf(page, rows, (row) => positions.get(row) ?? ''), totalCount };
}

function boundsOf(params: Params, page: Page, order: StoryOrder, keyset: Keyset): string[] {
  const bound = (field: 'after' | 'before', sign: '>' | '<'): string | null => {
    const cursor = page[field];
    if (cursor === null) return null;
    const [name, ...position] = decodeCursor(field, cursor, keyset.columns.length + 1);
    if (name !== order || !keyset.fits(position))
      throw badInput(field, `${field} is not a cursor of this connection in this order. Take one from its edges.`);
    const values = position.map((part, i) => `${params.add(part)}::${keyset.casts[i]}`);
    return `(${keyset.columns.join(', ')}) ${sign} (${values.join(', ')})`;
  };
  return [bound('after', '>'), bound('before', '<')].filter((part) => part !== null);
}

async function countOf(context: Context, partnershipId: PartnershipId, filter: StoryFilter | null): Promise<number> {
  const params = new Params();
  const { where, plain } = storyCondition(params, partnershipId, filter);
  const name = plain ? `stories_count_${filter?.states?.length ? 's' : ''}` : '';
  const query = statement<{ count: number }, unknown[]>(
    name,
    `select count(*)::int as count from story s where ${where}`,
  );
  return (await context.services.sql.row(query, ...params.values))?.count ?? 0;
}

/** Prepared only where few texts exist: a connection keeps every text it ever prepared. */
function preparedName(
  { page, filter, heavy }: StoriesAsked,
  order: StoryOrder,
  condition: StoryCondition,
  bounds: number,
): string {
  if (!condition.plain || page.backwards || page.before !== null) return '';
  return `stories_${order}_${columnsName(heavy)}_${filter?.states?.length ? 's' : ''}${bounds}`;
}
