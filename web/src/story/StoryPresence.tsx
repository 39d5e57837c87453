import type { LiveDocument } from '../live/live-document';
import { DocumentPresence } from './DocumentPresence';
import { useCriteria } from './use-document';

/** Who else has this story open, and who is writing where. */
export function StoryPresence({ live, me }: { live: LiveDocument; me: string }) {
  const criteria = useCriteria(live.doc);
  const where = (field: string | null) => {
    if (field === 'title') return 'in the title';
    if (field === 'narrative') return 'in the narrative';
    const index = criteria.findIndex(({ id }) => field === `criterion:${id}`);
    return index >= 0 ? `in criterion ${index + 1}` : null;
  };
  return <DocumentPresence live={live} me={me} where={where} />;
}
