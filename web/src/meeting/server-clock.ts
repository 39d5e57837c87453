import { useEffect, useState } from 'react';
import { client, shownByThePage } from '../platform/apollo';
import { useConnection } from '../platform/socket';
import { ServerTimeDocument } from './meeting-page.gql';

const ROUND_TRIPS = 3;
const SECOND_MS = 1_000;

/** How far the server's clock is ahead of this device's, which may be minutes off; it counts as right until it is measured. */
let offsetMs = 0;
let isMeasured = false;
export const serverNow = (): number => Date.now() + offsetMs;

/** The quickest of a few answers tells the most: it was on its way for the shortest time. */
async function measure(): Promise<void> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let trip = 0; trip < ROUND_TRIPS; trip++) {
    const sent = Date.now();
    const { data } = await client.query({ query: ServerTimeDocument, fetchPolicy: 'no-cache' });
    const got = Date.now();
    if (!data || got - sent >= quickest) continue;
    quickest = got - sent;
    offsetMs = Date.parse(data.serverTime) - (sent + got) / 2;
    isMeasured = true;
  }
}

/** The server's clock in milliseconds, renewed at each second and measured anew whenever the connection comes back; null before. */
export function useServerNow(): number | null {
  const [now, setNow] = useState(serverNow);
  const live = useConnection() === 'live';
  useEffect(() => {
    if (live) measure().then(() => setNow(serverNow()), shownByThePage);
  }, [live]);
  useEffect(() => {
    const timer = setTimeout(() => setNow(serverNow()), SECOND_MS - (serverNow() % SECOND_MS));
    return () => clearTimeout(timer);
  }, [now]);
  return isMeasured ? now : null;
}
