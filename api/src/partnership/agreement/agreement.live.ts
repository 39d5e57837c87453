import type { EntityManager } from '@mikro-orm/postgresql';
import { AGREEMENT_SECTION_MAX, AGREEMENT_SECTIONS } from '@tandem/schema/partnership/agreement';
import { sectionText } from '@tandem/schema/partnership/sections';
import canonicalize from 'canonicalize';
import type { Projection } from '../../live/document-kind.ts';
import { plainWords } from '../../live/plain-words.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';
import { pageKind } from '../page/page-kind.ts';
import { sectionsFrom } from './agreement-state.ts';

export const AGREEMENT_KIND = 'agreement';

const CURRENT = 'select sections from working_agreement where id = ? for no key update';
const PUT = 'update working_agreement set sections = ?, updated_at = ? where id = ?';

/** Makes the document's words into the agreement's row, in the caller's transaction. */
async function projectAgreement(em: EntityManager, { documentId, doc, at }: Projection): Promise<ChangeDraft | null> {
  const [stored] = await em.execute<{ sections: Partial<Record<string, string>> }[]>(CURRENT, [documentId]);
  if (!stored) return null;
  const sections = Object.fromEntries(
    AGREEMENT_SECTIONS.map((section) => [section, plainWords(sectionText(doc, section), AGREEMENT_SECTION_MAX)]),
  );
  if (canonicalize(sectionsFrom(stored.sections)) === canonicalize(sections)) return null;
  await em.execute(PUT, [JSON.stringify(sections), at, documentId]);
  const summary = 'edited the working agreement';
  return { kind: 'agreement.edited', nodeType: 'WorkingAgreement', nodeId: documentId, summary };
}

export const agreementKind = pageKind({
  ...{ kind: AGREEMENT_KIND, table: 'working_agreement', name: 'working agreement', project: projectAgreement },
});
