import { act, Refused } from '../../platform/act';
import type { Week } from '../planned-stories';
import { AddToScopeDocument } from './add-to-scope.gql';
import { ReestimateStoryDocument } from './reestimate-story.gql';
import { RemoveFromScopeDocument } from './remove-from-scope.gql';
import type { ScopeKind } from './scope-kinds';
import { SplitInScopeDocument } from './split-in-scope.gql';

interface Asked {
  storyId: string;
  askedById: string;
  reason: string;
  points?: number;
  title?: string;
  /** What goes to the new story of a split. */
  criterionIds: readonly string[];
}

/** Enters one change of a committed week. @throws Refused. */
export async function changeScope(kind: ScopeKind, week: Week, asked: Asked): Promise<void> {
  const { storyId, askedById, reason, points = 0, title = '', criterionIds } = asked;
  const entry = { iterationId: week.id, storyId, askedById, reason };
  if (kind === 'ADD') await act(AddToScopeDocument, entry);
  else if (kind === 'REMOVE') await act(RemoveFromScopeDocument, entry);
  else if (kind === 'REESTIMATE') await act(ReestimateStoryDocument, { ...entry, points });
  else {
    if (criterionIds.length === 0)
      throw new Refused('BAD_USER_INPUT', 'Choose at least one criterion for the new story.');
    const scope = { askedById, reason, points };
    await act(SplitInScopeDocument, { storyId, title, criterionIds: [...criterionIds], scope });
  }
}
