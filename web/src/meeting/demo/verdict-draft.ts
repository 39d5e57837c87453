import { useState } from 'react';
import { useDraft } from '../draft';

/** What takes words before it is given. */
export type WordyVerdict = 'NOT_MET' | 'MET_WITH_CONDITION';

export interface VerdictDraft {
  verdict: WordyVerdict;
  text: string;
  dueOn: string;
  /** A party's id, or that and a member's joined by a colon. */
  owner: string;
}

/** A half typed verdict, kept until it is given; null when nothing was begun. Words are kept over a reload, a mere day or owner is not. */
export function useVerdictDraft(meetingId: string, storyId: string, criterionId: string) {
  const [stored, store] = useDraft(`${meetingId}:verdict:${storyId}:${criterionId}`);
  const [wordless, setWordless] = useState<VerdictDraft | null>(null);
  const set = (next: VerdictDraft | null) => {
    setWordless(next);
    store(next?.text ? JSON.stringify(next) : '');
  };
  return [read(stored) ?? wordless, set] as const;
}

function read(stored: string): VerdictDraft | null {
  if (!stored) return null;
  try {
    const { verdict, text, dueOn, owner } = JSON.parse(stored) as Partial<VerdictDraft>;
    return {
      verdict: verdict === 'NOT_MET' ? 'NOT_MET' : 'MET_WITH_CONDITION',
      text: text ?? '',
      dueOn: dueOn ?? '',
      owner: owner ?? '',
    };
  } catch {
    return null;
  }
}
