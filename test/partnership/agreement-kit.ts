import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { sectionOf } from '@tandem/schema/partnership/sections';
import type { Person } from '../kit/people.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';
import { input, mutation } from './operations.ts';

interface Level {
  level: number;
  days: number;
  members: { id: string; name: string }[];
}
interface Version {
  id: string;
  revision: number;
  content: string;
  hash: string;
  holds: boolean;
  proposedBy: { name: string };
  sections: { section: string; text: string }[];
  ladder: Level[];
  signatures: { party: { name: string }; member: { name: string }; hash: string; at: string }[];
}
export interface AgreementShape {
  id: string;
  sections: { section: string; text: string }[];
  ladder: Level[];
  ladderIsDefault: boolean;
  ladderChanged: boolean;
  signed: Version | null;
  proposal: Version | null;
  unsignedChanges: { section: string; parts: { kind: string; text: string }[] }[];
}

const LADDER = 'ladder { level days members { id name } }';
const VERSION = `id revision content hash holds proposedBy { name } sections { section text } ${LADDER}
  signatures { party { name } member { name } hash at }`;
const AGREEMENT = `id sections { section text } ${LADDER} ladderIsDefault ladderChanged signed { ${VERSION} }
  proposal { ${VERSION} } unsignedChanges { section parts { kind text } }`;
const READ = `query ($slug: String!) { partnership(slug: $slug) { agreement { ${AGREEMENT} } } }`;
export const SET_LADDER = mutation('setEscalationLadder', `agreement { ${AGREEMENT} }`);
export const PROPOSE = mutation('proposeAgreement', `agreement { ${AGREEMENT} }`);
export const SIGN = mutation('signAgreement', `agreement { ${AGREEMENT} }`);

export const readAgreement = async (by: Person, slug: string): Promise<AgreementShape> =>
  (await by.gql<{ partnership: { agreement: AgreementShape } }>(READ, { slug })).partnership.agreement;

/** What somebody who proposes it as they read it sends. */
export const asRead = (partnershipId: string, { sections, ladder }: AgreementShape): object => ({
  partnershipId,
  sections,
  ladder: ladder.map(({ days, members }) => ({ days, memberIds: members.map(({ id }) => id) })),
});

export const propose = async (by: Person, ours: { id: string; slug: string }): Promise<AgreementShape> =>
  (
    await by.gql<{ proposeAgreement: { agreement: AgreementShape } }>(
      PROPOSE,
      input(asRead(ours.id, await readAgreement(by, ours.slug))),
    )
  ).proposeAgreement.agreement;

export const sign = async (by: Person, { id, hash }: { id: string; hash: string }): Promise<AgreementShape> =>
  (await by.gql<{ signAgreement: { agreement: AgreementShape } }>(SIGN, input({ snapshotId: id, hash }))).signAgreement
    .agreement;

export const refusalOf = async (
  by: Person,
  document: string,
  fields: object,
): Promise<{ code: string | undefined; message: string; changes?: unknown; field?: unknown }> => {
  const [error] = (await by.ask(document, input(fields))).errors;
  const { code, changes, field } = (error?.extensions ?? {}) as { code?: string; changes?: unknown; field?: unknown };
  return {
    code,
    message: error?.message ?? '',
    ...(changes !== undefined && { changes }),
    ...(field !== undefined && { field }),
  };
};

/** Writes a paragraph into a part of the agreement as a page does; resolves when it is durable. */
export async function write(by: Person, documentId: string, section: string, text: string): Promise<void> {
  const page = await new ExampleClient(by, documentId).open();
  page.edit((doc) => {
    const body = sectionOf(doc, section);
    body.delete(0, body.length);
    writeParagraphs(body, text);
  });
  await page.saved();
  page.close();
}

/** Writes, and waits until it can be read. */
export async function written(by: Person, slug: string, section: string, text: string): Promise<AgreementShape> {
  await write(by, (await readAgreement(by, slug)).id, section, text);
  return eventually('the words can be read', async () => {
    const agreement = await readAgreement(by, slug);
    return agreement.sections.find((one) => one.section === section)?.text === text ? agreement : null;
  });
}
