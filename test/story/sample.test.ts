import { fillSample } from '@tandem/api/sample/fill-sample';
import { createSignInLink } from '@tandem/api/platform/auth/sign-in-link';
import { loadDoc } from '@tandem/api/live/sync';
import type { DocumentId } from '@tandem/schema/ids';
import { narrativeOf } from '@tandem/schema/story/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { startServer, type TestServer } from '../kit/server.ts';

const STATES = ['DRAFT', 'READY', 'COMMITTED', 'IN_PROGRESS', 'DELIVERED', 'ACCEPTED', 'RETURNED', 'DROPPED'];

describe('the sample partnership', () => {
  let server: TestServer;
  let guides: Awaited<ReturnType<typeof fillSample>>;
  const counted: number[] = [];
  beforeAll(async () => {
    server = await startServer();
    guides = await fillSample(server.services, (done) => void counted.push(done));
  });
  afterAll(() => server.close());

  const rows = <Row extends object>(text: string): Promise<Row[]> => server.database.query<Row>(text);
  const count = async (from: string): Promise<number> =>
    Number((await rows<{ n: string }>(`select count(*) as n from ${from}`))[0]?.n);

  test('counts its stories as it writes them, and names one person of each party', () => {
    expect(counted).toEqual(counted.map((_, i) => i + 1));
    expect(counted.length).toBeGreaterThanOrEqual(80);
    expect(guides.map(({ name, party }) => `${name}, ${party}`)).toEqual([
      'Priya Raman, Meridian Transit',
      'Tomás Herrera, Fieldnote Software',
    ]);
  });

  test('its people sign in by link and see the whole board', async () => {
    const person = new GraphQLClient(server.url);
    const url = await createSignInLink(server.services, guides[1]?.personId ?? ('' as never));
    await person.gql(
      'mutation ($input: SignInWithLinkInput!) { signInWithLink(input: $input) { viewer { person { id } } } }',
      {
        input: { token: url.split('#')[1] },
      },
    );
    const { viewer } = await person.gql<{
      viewer: {
        memberships: {
          partnership: {
            isSample: boolean;
            members: { role: string }[];
            storyCounts: { state: string; count: number }[];
          };
        }[];
      };
    }>('{ viewer { memberships { partnership { isSample members { role } storyCounts { state count } } } } }');
    const partnership = viewer.memberships[0]?.partnership;
    expect(partnership?.isSample).toBe(true);
    expect(partnership?.members.map(({ role }) => role).sort()).toEqual([
      'LEAD',
      'LEAD',
      'MEMBER',
      'MEMBER',
      'MEMBER',
      'OBSERVER',
      'SPONSOR',
    ]);
    expect(partnership?.storyCounts.filter((one) => one.count > 0).map(({ state }) => state)).toEqual(STATES);
  });

  test('drafts are on their way: agreed by one, agreed by both and edited since, with questions open, late and answered', async () => {
    const drafts = "story where state = 'DRAFT'";
    expect(await count(`${drafts} and agreed_count between 1 and criteria_count - 1`)).toBeGreaterThanOrEqual(2);
    expect(await count(`${drafts} and jsonb_path_exists(criteria, '$[*].dropped[*]')`)).toBe(1);
    expect(await count(`${drafts} and open_questions > 0`)).toBe(3);
    expect(await count(`question where state = 'OPEN' and due_at < now()`)).toBe(1);
    expect(await count(`question where state = 'ANSWERED'`)).toBe(1);
  });

  test('every story has a title, a narrative and criteria, and most carry both inks', async () => {
    expect(
      await count(
        `story where title = '' or narrative = '' or criteria_count < 2 or criteria_count > 6 or title like '%…'`,
      ),
    ).toBe(0);
    expect(await count('story where jsonb_array_length(inks) = 2')).toBeGreaterThan(70);
    expect(await count('story where jsonb_array_length(inks) = 0')).toBe(0);
    expect(await count(`story where state in ('RETURNED', 'DROPPED') and state_reason is null`)).toBe(0);
    expect(await count(`criterion where text ~ '[{}|]' or text ~ '^[A-Z][A-Z]: '`)).toBe(0);
    expect(await count('(select title from story group by title having count(*) > 1) as twice')).toBe(0);
  });

  test('it has a past: nothing is in the future, and the feed is in the order of time', async () => {
    const now = `'${new Date(Date.now() + 1_000).toISOString()}'`;
    expect(
      await count(`story where greatest(created_at, updated_at, state_changed_at) > ${now} or updated_at < created_at`),
    ).toBe(0);
    expect(
      await count(
        `(select at - lag(at) over (order by seq) as since from change_event) as gaps where since < interval '0'`,
      ),
    ).toBe(0);
    expect(await count(`change_event where kind = 'story.edited' and summary = ''`)).toBe(0);
    expect(await count('(select distinct state_changed_at::date from story) as days')).toBeGreaterThan(15);
  });

  test('the backlog begins with what is worked on, goes on with drafts, and ends with what is done', async () => {
    const states = (await rows<{ state: string }>('select state from story order by rank')).map(({ state }) => state);
    const last = (wanted: string[]): number => states.findLastIndex((state) => wanted.includes(state));
    const first = (wanted: string[]): number => states.findIndex((state) => wanted.includes(state));
    expect(last(['READY', 'IN_PROGRESS', 'DELIVERED', 'RETURNED'])).toBeLessThan(first(['DRAFT']));
    expect(last(['DRAFT'])).toBeLessThan(first(['ACCEPTED', 'DROPPED']));
  });

  test('narratives are as an editor leaves them: headings, lists, bold and links', async () => {
    const found = new Set<string>();
    for (const { id } of await rows<{ id: DocumentId }>('select id from document')) {
      const { doc } = await loadDoc(server.services.sql, id);
      for (const [tag] of narrativeOf(doc).toString().matchAll(/<\w+/g)) found.add(tag.slice(1));
    }
    expect([...found].sort()).toEqual([
      'bold',
      'bulletlist',
      'heading',
      'link',
      'listitem',
      'orderedlist',
      'paragraph',
    ]);
  });

  test('a second start writes nothing and still knows its people', async () => {
    const before = await count('change_event');
    expect(await fillSample(server.services, () => expect.unreachable())).toEqual(guides);
    expect(await count('change_event')).toBe(before);
  });

  test('one that was interrupted is made again, with the same people', async () => {
    // The record refuses to lose a row: only the owner of the database can take the refusal away.
    await server.database.query(
      `alter table change_event disable trigger change_event_kept;
       delete from change_event where kind = 'sample.filled';
       alter table change_event enable trigger change_event_kept`,
    );
    await server.database.query(`delete from story where state = 'DROPPED'`);
    expect(await fillSample(server.services, () => undefined)).toEqual(guides);
    expect([await count('partnership'), await count('person'), await count('story')]).toEqual([1, 7, counted.length]);
  }, 60_000); // As long as the fill of beforeAll.

  test('an installation with a partnership of its own is left alone', async () => {
    await server.database.query('update partnership set is_sample = false');
    expect(await fillSample(server.services, () => expect.unreachable())).toEqual([]);
  });
});
