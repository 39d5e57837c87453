import {
  criterionOutcome,
  demoOutcome,
  type Ruling,
  type VerdictKind,
  VERDICT_WORDS,
} from '@tandem/schema/meeting/outcome';
import { usePartnership } from '../../partnership/use-partnership';
import { toastRefusal, act } from '../../platform/act';
import type { Meeting } from '../meeting';
import { GiveVerdictDocument } from './demo-acts.gql';
import { type Demo, type DemoCriterion, placeOf, type Verdict, verdictOf } from './verdict-words';

export interface GivenVerdict {
  verdict: VerdictKind;
  note: string;
  condition?: { text: string; dueOn: string; ownerPartyId: string; ownerId: string | null };
}

/** Gives one's party's verdict: it shows at once with what follows from it, and is taken back when refused. Resolves to whether it stands. */
export function useGiveVerdict(meeting: Meeting, demo: Demo) {
  const { me, parties, members } = usePartnership();
  return async (criterion: DemoCriterion, given: GivenVerdict): Promise<boolean> => {
    const { criterionId, version } = criterion;
    const party = parties.find(({ id }) => id === me.party.id);
    const owed = given.condition;
    const ownerParty = parties.find(({ id }) => id === owed?.ownerPartyId);
    const owner = members.find(({ id }) => id === owed?.ownerId);
    const verdict: Verdict = {
      __typename: 'Verdict',
      id: `given:${criterionId}`,
      ...{ verdict: given.verdict, note: given.note, isAsynchronous: false, at: new Date().toISOString() },
      party: { __typename: 'Party', id: me.party.id, kind: me.party.kind, name: party?.name ?? me.party.name },
      member: { __typename: 'Member', id: me.id, name: me.name, initials: me.initials },
      promise:
        owed && ownerParty
          ? {
              __typename: 'Promise',
              id: `promised:${criterionId}`,
              ...{ key: '', text: owed.text, dueOn: owed.dueOn },
              promiseState: owed.ownerPartyId === me.party.id ? 'OPEN' : 'ASKED',
              ownerParty: { __typename: 'Party', id: ownerParty.id, kind: ownerParty.kind, name: ownerParty.name },
              owner: owner ? { __typename: 'Member', id: owner.id, name: owner.name } : null,
            }
          : null,
    };
    try {
      await act(
        GiveVerdictDocument,
        {
          ...{ meetingId: meeting.id, storyId: demo.story.id, criterionId, version },
          ...{ verdict: given.verdict, note: given.note, condition: owed ?? null },
        },
        {
          optimistic: {
            giveVerdict: {
              __typename: 'DemoPayload',
              demo: withVerdict(
                demo,
                criterion,
                verdict,
                parties.map(({ id }) => id),
              ),
            },
          },
        },
      );
      return true;
    } catch (error) {
      toastRefusal(`“${VERDICT_WORDS[given.verdict]}” on ${placeOf(demo, criterionId)} did not count`, error);
      return false;
    }
  };
}

/** The demo as it will be once the verdict is in. */
function withVerdict(demo: Demo, { criterionId }: DemoCriterion, verdict: Verdict, parties: string[]): Demo {
  const said = (criterion: DemoCriterion) => new Map(criterion.verdicts.map((one) => [one.party.id, one.verdict]));
  const criteria = demo.criteria.map((criterion) => {
    if (criterion.criterionId !== criterionId) return criterion;
    const verdicts = parties.flatMap((id) => (id === verdict.party.id ? verdict : (verdictOf(criterion, id) ?? [])));
    const judged = { ...criterion, verdicts, history: [...criterion.history, verdict] };
    return { ...judged, criterionOutcome: criterionOutcome(parties, said(judged)) };
  });
  const rulings = new Map<string, Ruling>(demo.dispute?.rulings.map(({ party, ruling }) => [party.id, ruling]));
  return { ...demo, criteria, demoOutcome: demoOutcome(parties, criteria.map(said), rulings) };
}
