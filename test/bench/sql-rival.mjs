// What the API's reads are measured beside: a bare HTTP server, one statement written by hand, PostgreSQL's JSON as it comes.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
const MEMBER = `select json_build_object('id', m.id, 'name', p.name) from member m join person p on p.id = m.person_id where m.id = owner.id`;
const OWNERS = `(select coalesce(json_agg((${MEMBER})), '[]') from unnest(s.owner_ids) as owner(id))`;
const CRITERIA = `(select coalesce(json_agg(json_build_object('id', c.id, 'text', c.text) order by c.rank), '[]')
  from criterion c where c.story_id = s.id and c.removed_at is null)`;
const FIELDS = `'id', s.id, 'key', s.key, 'title', s.title, 'state', s.state, 'estimate', s.estimate, 'rank', s.rank,
  'criteriaCount', s.criteria_count, 'owners', ${OWNERS}`;
const page = (fields, limit) => `
  select json_build_object('data', json_build_object('partnership', json_build_object('stories', json_build_object(
    'totalCount', (select count(*) from story where partnership_id = $1),
    'edges', (select json_agg(json_build_object('node', json_build_object(${fields})))
      from (select * from story where partnership_id = $1 order by rank limit ${limit}) s)))))::text as body`;

export const STATEMENTS = {
  '/board': { name: 'board', text: page(`${FIELDS}, 'criteria', ${CRITERIA}`, 30) },
  '/backlog': { name: 'backlog', text: page(FIELDS, 200) },
};

const server = createServer((request, response) => {
  request.resume();
  pool.query({ ...STATEMENTS[request.url], values: [process.env.PARTNERSHIP_ID] }).then(
    ({ rows }) => response.setHeader('content-type', 'application/json').end(rows[0].body),
    (error) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready on port ${server.address().port}\n`));
process.once('SIGTERM', () => process.exit(0));
