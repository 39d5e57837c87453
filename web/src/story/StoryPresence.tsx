import type { CriterionEntry } from '@tandem/schema/story/document';
import type { LiveDocument } from '../live/live-document';
import type { LivePeer } from '../live/transport';
import { useLivePeers } from '../live/use-live-document';
import { PartyMarkStack } from '../ui/PartyMark';
import { useAnnouncedPresence } from './use-announced-presence';
import { useCriteria } from './use-document';
import css from './StoryPage.module.css';

/** Who else has this story open, and who is writing where; who uses a screen reader hears it in batches. */
export function StoryPresence({ live, me }: { live: LiveDocument; me: string }) {
  const criteria = useCriteria(live.doc);
  const others = byMember(useLivePeers(live), me);
  useAnnouncedPresence(
    new Map(others.map((peer) => [peer.member.name, peer.writing ? writingWords(peer, criteria) : null])),
  );
  if (others.length === 0) return null;
  const writers = others.filter((peer) => peer.writing);
  return (
    <p className={css.presence}>
      <PartyMarkStack
        people={others.map((peer) => ({ ...peer.member, detail: whereWords(peer.field, criteria) ?? 'also here' }))}
        size={24}
      />
      <span data-testid="writing">
        {writers.length > 0 ? writers.map((peer) => writingWords(peer, criteria)).join(', ') : alsoHere(others)}
      </span>
    </p>
  );
}

/** One person may have the story open twice: the page in which they write counts. */
function byMember(peers: readonly LivePeer[], me: string): LivePeer[] {
  const people = new Map<string, LivePeer>();
  for (const peer of peers) {
    const known = people.get(peer.member.id);
    if (peer.member.id !== me && (!known || (peer.writing && !known.writing))) people.set(peer.member.id, peer);
  }
  return [...people.values()];
}

const alsoHere = (peers: readonly LivePeer[]) =>
  peers.length === 1 ? `${peers[0]?.member.name} is here too` : `${peers.length} others are here too`;

function writingWords({ member, field }: LivePeer, criteria: readonly CriterionEntry[]): string {
  const where = whereWords(field, criteria);
  return where ? `${member.name} is writing ${where}` : `${member.name} is writing`;
}

function whereWords(field: string | null, criteria: readonly CriterionEntry[]): string | null {
  if (field === 'title') return 'in the title';
  if (field === 'narrative') return 'in the narrative';
  const index = criteria.findIndex(({ id }) => field === `criterion:${id}`);
  return index >= 0 ? `in criterion ${index + 1}` : null;
}
