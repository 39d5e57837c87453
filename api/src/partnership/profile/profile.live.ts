import type { EntityManager } from '@mikro-orm/postgresql';
import { PROFILE_SECTION_MAX, PROFILE_SECTIONS } from '@tandem/schema/partnership/profile';
import { sectionText } from '@tandem/schema/partnership/sections';
import type { Projection } from '../../live/document-kind.ts';
import { plainWords } from '../../live/plain-words.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';
import { pageKind } from '../page/page-kind.ts';

export const PROFILE_KIND = 'party-profile';

const COLUMNS = PROFILE_SECTIONS.map((section) => section.toLowerCase());
const CURRENT = `select y.name, array[${COLUMNS.map((column) => `f.${column}`).join(', ')}] as words
  from party_profile f join party y on y.id = f.party_id where f.id = ? for no key update of f`;
const PUT = `update party_profile set ${COLUMNS.map((column) => `${column} = ?`).join(', ')}, updated_at = ? where id = ?`;

/** Makes the document's words into the profile's row, in the caller's transaction. */
async function projectProfile(em: EntityManager, { documentId, doc, at }: Projection): Promise<ChangeDraft | null> {
  const [stored] = await em.execute<{ name: string; words: string[] }[]>(CURRENT, [documentId]);
  if (!stored) return null;
  const words = PROFILE_SECTIONS.map((section) => plainWords(sectionText(doc, section), PROFILE_SECTION_MAX));
  if (words.every((text, i) => text === stored.words[i])) return null;
  await em.execute(PUT, [...words, at, documentId]);
  const summary = `edited the profile of ${stored.name}`;
  return { kind: 'partyProfile.edited', nodeType: 'PartyProfile', nodeId: documentId, summary };
}

export const profileKind = pageKind({
  ...{ kind: PROFILE_KIND, table: 'party_profile', name: 'profile', project: projectProfile },
});
