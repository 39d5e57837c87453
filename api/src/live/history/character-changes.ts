import type { DocumentId } from '@tandem/schema/ids';
import type { StoredVersion } from './history.sql.ts';
import type { Replays } from './replays.ts';
import { charactersBeyond, type VisibleCharacters, visibleCharacters } from './visible-characters.ts';

/** Characters that came and went between two moments; what was typed and taken back in between counts for neither. */
export interface CharacterChange {
  added: number;
  removed: number;
}

type Span = Pick<StoredVersion, 'after' | 'seq'>;

/** Some hundred bytes each. */
const KEPT_MAX = 10_000;

/** What versions added and took away. The log never changes, so that each is counted once; the newest one as it grows. */
export class CharacterChanges {
  readonly #kept = new Map<string, CharacterChange>();

  constructor(private readonly replays: Replays) {}

  /** By seq, for versions given newest first and one after the other; one pass over the part of the log that is not known. */
  async of(documentId: DocumentId, versions: readonly Span[]): Promise<ReadonlyMap<number, CharacterChange>> {
    const isUnknown = (version: Span): boolean => !this.#kept.has(keyOf(documentId, version));
    const unknown = versions.slice(Math.max(0, versions.findIndex(isUnknown)), versions.findLastIndex(isUnknown) + 1);
    await this.#count(documentId, unknown);
    const changes = new Map<number, CharacterChange>();
    for (const version of versions) {
      const change = this.#kept.get(keyOf(documentId, version));
      if (change) changes.set(version.seq, change);
    }
    this.#forget();
    return changes;
  }

  async #count(documentId: DocumentId, versions: readonly Span[]): Promise<void> {
    const oldest = versions.at(-1);
    if (!oldest) return;
    const seqs = [oldest.after, ...versions.map(({ seq }) => seq).reverse()];
    let before: VisibleCharacters = new Map();
    let after = oldest.after;
    await this.replays.through(documentId, seqs, (doc, seq) => {
      const now = visibleCharacters(doc);
      const change = { added: charactersBeyond(now, before), removed: charactersBeyond(before, now) };
      if (seq > after) this.#kept.set(keyOf(documentId, { after, seq }), change);
      [before, after] = [now, seq];
    });
  }

  #forget(): void {
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MAX) return;
      this.#kept.delete(key);
    }
  }
}

const keyOf = (documentId: DocumentId, { after, seq }: Span): string => `${documentId} ${after} ${seq}`;
