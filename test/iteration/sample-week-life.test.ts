import { fillSample } from '@tandem/api/sample/fill-sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestServer } from '../kit/server.ts';
import { serverAt } from './iteration-kit.ts';

// The hardest moments: a Monday in London that is still Sunday in Bogotá, a week that is over, both sides at work, and
// holidays of both in the last days.
describe.each([
  ['on a Monday before anybody is up', '2026-11-23T00:10:00Z', '2026-11-23', 1],
  ['on a Sunday evening', '2026-11-22T22:50:00Z', '2026-11-20', 3],
  ['on a Friday afternoon', '2026-11-20T16:30:00Z', '2026-11-20', 3],
  ['between the years', '2026-12-29T15:00:00Z', '2026-12-29', 3],
])('the sample’s life between its meetings %s', (_when, now, lastDay, written) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serverAt(now);
    await fillSample(server.services, () => undefined);
  }, 120_000);
  afterAll(() => server.close());

  const rows = <Row extends object>(text: string): Promise<Row[]> => server.database.query<Row>(text);
  const count = async (from: string): Promise<number> =>
    Number((await rows<{ n: string }>(`select count(*) as n from ${from}`))[0]?.n);

  test('both parties have a calendar with holidays, a profile by both, and people who say how to work with them', async () => {
    const calendars = await rows<{ time_zone: string; days: string }>(
      `select c.time_zone, count(h.*) as days from working_calendar c join holiday h on h.party_id = c.party_id
       group by c.party_id order by c.time_zone`,
    );
    expect(calendars.map(({ time_zone }) => time_zone)).toEqual(['America/Bogota', 'Europe/London']);
    for (const { days } of calendars) expect(Number(days)).toBeGreaterThan(10);
    expect(await count(`party_profile where '' in (business, sector, pressures, success, decisions)`)).toBe(0);
    expect(await count(`member where '' in (strengths, wants_to_learn, working_with_me)`)).toBe(0);
    expect(await count('placement')).toBe(1);
    const inks = await rows<{ writers: string }>(
      `select count(distinct u.member_id) as writers from document d join document_update u on u.document_id = d.id
       where d.kind in ('agreement', 'party-profile') group by d.id, d.kind order by d.kind`,
    );
    expect(inks.map(({ writers }) => Number(writers))).toEqual([3, 2, 2]);
  });

  test('the agreement and its ladder of three steps were signed by both leads five weeks ago, and edited once since', async () => {
    const [agreement] = await rows<{ state: { sections: Record<string, string>; ladder: object[] }; sections: object }>(
      `select n.content::jsonb -> 'state' as state, w.sections from working_agreement w
       join snapshot n on n.id = w.signed_snapshot_id where w.proposed_snapshot_id is null`,
    );
    expect(agreement?.state.ladder).toHaveLength(3);
    expect(Object.values(agreement?.state.sections ?? {}).filter((words) => words.length > 60)).toHaveLength(5);
    const edited = Object.entries(agreement?.sections ?? {}).filter(
      ([section, words]) => words !== agreement?.state.sections[section],
    );
    expect(edited.map(([section]) => section)).toEqual(['EXPECTATIONS']);
    const signed = await rows<{ name: string; days: number }>(
      `select p.name, ('${now}'::date - g.signed_at::date)::int as days from working_agreement w
       join signature g on g.snapshot_id = w.signed_snapshot_id join member m on m.id = g.member_id
       join person p on p.id = m.person_id order by g.signed_at`,
    );
    expect(signed.map(({ name }) => name)).toEqual(['Priya Raman', 'Tomás Herrera']);
    for (const { days } of signed) expect([35, 36, 37]).toContain(days);
  });

  test('thirty stand-ups, also of the present day where it has begun, name stories that exist', async () => {
    expect(await count('standup_entry')).toBe(30);
    expect(await count(`standup_entry where "on" = '${lastDay}'`)).toBe(written);
    expect(await count(`standup_entry where done || next || concern ~ '[<>]'`)).toBe(0);
    expect(await count(`standup_entry where done || next ~ 'MT-[0-9]+'`)).toBeGreaterThanOrEqual(12);
    expect(await count('standup_entry where posted_at >= closes_at')).toBe(0);
  });

  test('nine concerns: two open, one of them climbed once by itself, and what comes next is none of the present', async () => {
    const states = await rows<{ state: string; n: number }>(
      'select state, count(*)::int as n from concern group by state order by state',
    );
    expect(Object.fromEntries(states.map(({ state, n }) => [state, n]))).toEqual({
      ...{ OPEN: 2, ANSWERED: 1, RESOLVED: 2, CLOSED: 4 },
    });
    expect(await count('concern where recurrence_of_id is not null')).toBe(1);
    expect(await count('concern where standup_entry_id is not null')).toBe(1);
    expect(await count(`concern where state in ('RESOLVED', 'CLOSED') and coalesce(prevention, '') = ''`)).toBe(0);
    const climbed = `concern_event v join concern c on c.id = v.concern_id where v.kind = 'ESCALATED'`;
    expect(await count(`${climbed} and v.member_id is null and c.level = 1 and c.state = 'OPEN'`)).toBe(1);
    expect(await count(climbed)).toBe(1);
    await server.runDue();
    expect(await count(climbed)).toBe(1);
  });

  test('promises in both directions: kept, renegotiated, declined, asked for, open, and one that is missed', async () => {
    const states = await rows<{ state: string; kinds: string; n: number }>(
      `select p.state, string_agg(distinct y.kind::text, ' ') as kinds, count(*)::int as n
       from promise p join party y on y.id = p.owner_party_id
       where not exists (select 1 from meeting_action a where a.promise_id = p.id)
         and not exists (select 1 from verdict v where v.promise_id = p.id) group by p.state`,
    );
    const both = 'CLIENT VENDOR';
    expect(Object.fromEntries(states.map(({ state, kinds, n }) => [state, [n, kinds]]))).toEqual({
      ...{ KEPT: [4, both], RENEGOTIATED: [2, both], OPEN: [2, both], MISSED: [1, 'CLIENT'], DONE: [1, 'VENDOR'] },
      ...{ DECLINED: [1, 'CLIENT'], ASKED: [1, 'VENDOR'] },
    });
    expect(await count(`promise where state in ('OPEN', 'ASKED') and due_at <= '${now}'`)).toBe(0);
    expect(await count(`promise where state = 'MISSED' and due_at <= '${now}' and state_changed_by is null`)).toBe(1);
    expect(await count(`change_event where kind = 'promise.missed'`)).toBe(1);
    expect(await count('promise where concern_id is not null')).toBe(5);
  });

  test('nothing of it is in the future, and the feed is in the order of time', async () => {
    const ahead = `> '${server.clock.now().toISOString()}'`;
    expect(await count(`change_event where at ${ahead}`)).toBe(0);
    expect(await count(`standup_entry where greatest(posted_at, updated_at) ${ahead}`)).toBe(0);
    expect(await count(`concern where greatest(raised_at, updated_at) ${ahead}`)).toBe(0);
    expect(await count(`promise where greatest(made_at, updated_at, state_changed_at) ${ahead}`)).toBe(0);
    expect(await count(`document_update where at ${ahead}`)).toBe(0);
    expect(
      await count(
        `(select at - lag(at) over (order by seq) as since from change_event) as gaps where since < interval '0'`,
      ),
    ).toBe(0);
  });
});
