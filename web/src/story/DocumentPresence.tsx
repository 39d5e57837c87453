import type { LiveDocument } from '../live/live-document';
import type { LivePeer } from '../live/transport';
import { useLivePeers } from '../live/use-live-document';
import { PartyMarkStack } from '../ui/PartyMark';
import css from './DocumentPresence.module.css';
import { useAnnouncedPresence } from './use-announced-presence';

interface DocumentPresenceProps {
  live: LiveDocument;
  /** The viewer's own member id. */
  me: string;
  /** A field of the document in words, such as "in criterion 2"; null for one that is not known. */
  where: (field: string | null) => string | null;
}

/** Who else has a document open, and who is writing where; who uses a screen reader hears it in batches. */
export function DocumentPresence({ live, me, where }: DocumentPresenceProps) {
  const others = byMember(useLivePeers(live), me);
  const writing = ({ member, field }: LivePeer) => {
    const place = where(field);
    return place ? `${member.name} is writing ${place}` : `${member.name} is writing`;
  };
  useAnnouncedPresence(new Map(others.map((peer) => [peer.member.name, peer.writing ? writing(peer) : null])));
  if (others.length === 0) return null;
  const writers = others.filter((peer) => peer.writing);
  return (
    <p className={css.presence}>
      <PartyMarkStack
        people={others.map((peer) => ({ ...peer.member, detail: where(peer.field) ?? 'also here' }))}
        size={24}
      />
      <span data-testid="writing">{writers.length > 0 ? writers.map(writing).join(', ') : alsoHere(others)}</span>
    </p>
  );
}

/** One person may have it open twice: the page in which they write counts. */
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
