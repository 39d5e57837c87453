import { useEffect, useRef } from 'react';
import { announce } from '../ui/announce';

/** Long enough that comings, goings and moves between fields make one sentence. */
const BATCH_MS = 4_000;

/**
 * Tells a screen reader, politely and at most once in four seconds, who came, who left, and who began to write where.
 * @param people by name, what each is writing now; null for who only reads. A pause in the typing is not told.
 */
export function useAnnouncedPresence(people: ReadonlyMap<string, string | null>): void {
  const now = useRef(people);
  now.current = people;
  useEffect(() => {
    let told: ReadonlyMap<string, string | null> = new Map();
    const timer = setInterval(() => {
      const here = now.current;
      const news = [...here].flatMap(([name, writing]) =>
        writing ? (writing === told.get(name) ? [] : [writing]) : told.has(name) ? [] : [`${name} is here`],
      );
      news.push(...[...told.keys()].filter((name) => !here.has(name)).map((name) => `${name} left`));
      told = new Map([...here].map(([name, writing]) => [name, writing ?? told.get(name) ?? null]));
      if (news.length > 0) announce(`${news.join(', ')}.`);
    }, BATCH_MS);
    return () => clearInterval(timer);
  }, []);
}
