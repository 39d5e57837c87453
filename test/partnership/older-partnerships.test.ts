import { AGREEMENT_SECTIONS } from '@tandem/schema/partnership/agreement';
import { PROFILE_SECTIONS } from '@tandem/schema/partnership/profile';
import { sectionOf, writeEmptySections } from '@tandem/schema/partnership/sections';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { databaseBefore } from '../kit/older-database.ts';

test('a partnership from before gets the documents that a new one starts with', async () => {
  const { database, partnership, client, vendor, migrate } = await databaseBefore('0003-the-week');
  onTestFinished(() => database.drop());
  await migrate();
  const rows = await database.query<{ kind: string; seq: number; projected: number; update: Uint8Array; of: string }>(
    `select d.kind, d.seq, p.seq as projected, u.update, coalesce(w.partnership_id, f.party_id) as of
     from document d join document_projection p on p.document_id = d.id join document_update u on u.document_id = d.id
     join document_client c on c.document_id = d.id and c.member_id is null
     left join working_agreement w on w.id = d.id left join party_profile f on f.id = d.id order by d.kind`,
  );
  expect(rows.map(({ kind, seq, projected }) => [kind, seq, projected])).toEqual([
    ['agreement', 1, 1],
    ['party-profile', 1, 1],
    ['party-profile', 1, 1],
  ]);
  expect(rows.map((row) => row.of).sort()).toEqual([partnership, client, vendor].sort());
  for (const { kind, update } of rows) {
    const sections = kind === 'agreement' ? AGREEMENT_SECTIONS : PROFILE_SECTIONS;
    const [migrated, fresh] = [new Y.Doc(), new Y.Doc()];
    Y.applyUpdate(migrated, update);
    writeEmptySections(fresh, sections);
    const told = (doc: Y.Doc): string[] => sections.map((section) => sectionOf(doc, section).toString());
    expect(told(migrated)).toEqual(told(fresh));
    expect([...migrated.store.clients.keys()]).toEqual([1]);
  }
});
