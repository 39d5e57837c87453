import type { StoryCard } from './story-optimism';

/** Characters of a story's words by the kind of party, and a sentence that says it. */
export function inkTotals({ inks }: StoryCard): { client: number; vendor: number; words: string } {
  const of = (kind: 'CLIENT' | 'VENDOR') =>
    inks.reduce((sum, ink) => (ink.party.kind === kind ? sum + ink.characters : sum), 0);
  const client = of('CLIENT');
  const vendor = of('VENDOR');
  const percent = client + vendor === 0 ? 0 : Math.round((client / (client + vendor)) * 100);
  return {
    client,
    vendor,
    words: client + vendor === 0 ? 'No words yet' : `Client wrote ${percent}%, vendor ${100 - percent}%`,
  };
}
