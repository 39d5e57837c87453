import * as v from 'valibot';
import { CAN_WRITE, type Role } from '../partnership/rules.ts';
import { lines, name } from '../partnership/text.ts';

/** Limits of a concern, shared by the forms and the commands. Lengths are in UTF-16 units. */
export const CONCERN_TITLE_MAX = 200;
export const CONCERN_TEXT_MAX = 4_000;

export type ConcernState = 'OPEN' | 'ANSWERED' | 'RESOLVED' | 'CLOSED';
/** What somebody does to a concern that has been raised. */
export type ConcernAction = 'ANSWER' | 'ESCALATE' | 'RESOLVE' | 'REOPEN' | 'CLOSE';

/** What of a concern decides who may do what. */
export interface ConcernStanding {
  state: ConcernState;
  level: number;
  /** How many steps its ladder has. */
  levels: number;
  ownerPartyId: string;
  raisedBy: { id: string; partyId: string; role: Role; hasLeft: boolean };
}
export interface ConcernActor {
  id: string;
  partyId: string;
  role: Role;
}

/** In which states each is possible. Once closed it stays so: what comes back is raised again, as a recurrence. */
export const POSSIBLE_IN: Readonly<Record<ConcernAction, readonly ConcernState[]>> = {
  ANSWER: ['OPEN', 'ANSWERED'],
  ESCALATE: ['ANSWERED'],
  RESOLVE: ['OPEN', 'ANSWERED'],
  REOPEN: ['ANSWERED', 'RESOLVED'],
  CLOSE: ['OPEN', 'ANSWERED', 'RESOLVED'],
};

/** The owner answers and resolves, the raiser's party escalates, and the raiser judges: when they cannot any more, their leads do. */
export function isTheirs(
  action: ConcernAction,
  { ownerPartyId, raisedBy }: ConcernStanding,
  who: ConcernActor,
): boolean {
  if (!CAN_WRITE.has(who.role)) return false;
  if (action === 'ANSWER' || action === 'RESOLVE') return who.partyId === ownerPartyId;
  if (action === 'ESCALATE') return who.partyId === raisedBy.partyId;
  const raiserIsGone = raisedBy.hasLeft || !CAN_WRITE.has(raisedBy.role);
  return who.id === raisedBy.id || (raiserIsGone && who.role === 'LEAD' && who.partyId === raisedBy.partyId);
}

/** What this person may do to a concern now. */
export const concernActions = (concern: ConcernStanding, who: ConcernActor): ConcernAction[] =>
  (Object.keys(POSSIBLE_IN) as ConcernAction[]).filter(
    (action) =>
      POSSIBLE_IN[action].includes(concern.state) &&
      isTheirs(action, concern, who) &&
      (action !== 'ESCALATE' || concern.level < concern.levels),
  );

const text = (what: string) => lines(what, CONCERN_TEXT_MAX);
const said = (what: string, ask: string) =>
  v.pipe(
    text(what),
    v.check((words) => /\S/.test(words), ask),
  );

export const RaiseConcern = v.object({ title: name('The title', CONCERN_TITLE_MAX), detail: text('The detail') });
export const AnswerConcern = v.object({ text: said('The answer', 'Write the answer: the other side waits for it.') });
export const EscalateConcern = v.object({
  reason: said('The reason', 'Say what the answer leaves open, so that the next step of the ladder knows.'),
});
export const ResolveConcern = v.object({
  resolution: said('The resolution', 'Say what was done about it.'),
  prevention: said('The prevention', 'Say what keeps it from coming back; “nothing yet” is an answer too.'),
});
export const ReopenConcern = v.object({ reason: said('The reason', 'Say what is still open.') });
export const CloseConcern = v.object({ reason: v.nullish(text('The reason')) });
