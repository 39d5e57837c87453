import type { DocumentId } from '@tandem/schema/ids';
import { type Queries, type Statement, statement } from '../platform/db/sql.ts';

/** What stories are searched by: of one that is being typed the words of its row, of the others what was written when it rested. */
export const SEARCHED_WORDS = `coalesce(
  (select story_search_words(s.key, s.title, s.criteria_text, s.narrative) from typed_story t where t.story_id = s.id),
  (select w.words from searched_story w where w.story_id = s.id))`;

/** The stories of a partnership that a query finds: those at rest by the index. Both are parts of a statement. */
export const storiesFoundBy = (partnership: string, query: string): string =>
  `select w.story_id from searched_story w where w.partnership_id = ${partnership} and w.words @@ ${query}
     and not exists (select from typed_story t where t.story_id = w.story_id)
   union all
   select t.story_id from typed_story t join story o on o.id = t.story_id
    where t.partnership_id = ${partnership} and story_search_words(o.key, o.title, o.criteria_text, o.narrative) @@ ${query}`;

/** What somebody has locked is left: whoever waits for one of several can be waited for. The rows are those that were left. */
const restWhere = <Params extends readonly unknown[]>(
  name: string,
  where: string,
): Statement<{ id: DocumentId }, Params> =>
  statement(
    name,
    `with typed as materialized (
      select story_id from typed_story where ${where}
    ), held as materialized (
      select s.id, s.key, s.title, s.criteria_text, s.narrative from story s
        where s.id in (select story_id from typed) for no key update skip locked
    ), put as (
      update searched_story w set words = story_search_words(h.key, h.title, h.criteria_text, h.narrative)
        from held h where w.story_id = h.id
    ), rested as (
      delete from typed_story t using held h where t.story_id = h.id
    )
    select story_id as id from typed where story_id not in (select id from held)`,
  );
const REST = restWhere<[readonly DocumentId[]]>('story_rest', 'story_id = any($1)');
const REST_ALL = restWhere<[]>('story_rest_all', 'true');

/** Nobody types in them any more. @returns those that were left, since somebody was just changing them. */
export async function restStories(sql: Queries, documentIds: readonly DocumentId[]): Promise<DocumentId[]> {
  return (await sql.rows(REST, documentIds)).map(({ id }) => id);
}

export async function restAllStories(sql: Queries): Promise<void> {
  await sql.rows(REST_ALL);
}
