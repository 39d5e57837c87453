import type { MemberId } from '@tandem/schema/ids';

/** Somebody who can be mentioned, by the name that stands in @Name. */
export interface Mentionable {
  id: MemberId;
  name: string;
}

/** Whoever is mentioned as @Full Name, in the order of `members`. Of two members with one name both are meant. */
export function mentionedIn(text: string, members: readonly Mentionable[]): MemberId[] {
  const times = mentionsIn([text], members);
  return members.filter(({ id }) => times.has(id)).map(({ id }) => id);
}

/** How often each is mentioned in all the texts together. */
export function mentionsIn(texts: readonly string[], members: readonly Mentionable[]): Map<MemberId, number> {
  const byName = Map.groupBy(members, ({ name }) => plain(name).trim());
  // Of Ann and Ann Lee, “@Ann Lee” means the second.
  const names = [...byName.keys()].filter(Boolean).sort((a, b) => b.length - a.length);
  const times = new Map<MemberId, number>();
  for (const text of texts) {
    if (!text.includes('@')) continue;
    const words = plain(text);
    for (const { index } of words.matchAll(AT)) {
      const name = names.find(
        (one) => words.startsWith(one, index + 1) && !WORD.test(words.charAt(index + 1 + one.length)),
      );
      for (const { id } of (name && byName.get(name)) || []) times.set(id, (times.get(id) ?? 0) + 1);
    }
  }
  return times;
}

/** Not the one inside an e-mail address. */
const AT = /(?<![\p{L}\p{N}._+-])@/gu;
const WORD = /[\p{L}\p{N}]/u;

/** Capitals, accents, white space and the kind of apostrophe make no difference. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ');
