import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { HereDocument, type HereSubscription } from './here.gql';
import { useConnection } from './socket';
import { stream } from './stream';

type Present = HereSubscription['here']['present'][number];

/** A person who has the partnership open, with every place they have it open at, such as "board" or "stories/MT-101". */
export interface HerePerson {
  member: Present['member'];
  places: readonly string[];
}

const Context = createContext<readonly HerePerson[]>([]);

/** Tells the others where this page is, and its children who else is here; nobody while the socket is down. */
export function WhoIsHere({
  partnershipId,
  place,
  children,
}: {
  partnershipId: string;
  place: string;
  children: ReactNode;
}) {
  const [present, setPresent] = useState<readonly Present[]>([]);
  // Kept in our own state: going to another page must not empty the row for a moment.
  useEffect(
    () => stream(HereDocument, { partnershipId, place }, (data) => setPresent(data.here.present)),
    [partnershipId, place],
  );
  const live = useConnection() === 'live';
  const here = useMemo(() => (live ? byPerson(present) : []), [present, live]);
  return <Context value={here}>{children}</Context>;
}

export const useHere = (): readonly HerePerson[] => use(Context);

function byPerson(present: readonly Present[]): HerePerson[] {
  const people = new Map<string, { member: Present['member']; places: string[] }>();
  for (const { member, place } of present) {
    const person = people.get(member.id);
    if (!person) people.set(member.id, { member, places: [place] });
    else if (!person.places.includes(place)) person.places.push(place);
  }
  return [...people.values()].sort(
    (a, b) => a.member.party.kind.localeCompare(b.member.party.kind) || a.member.name.localeCompare(b.member.name),
  );
}
