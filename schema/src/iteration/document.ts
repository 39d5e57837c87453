import type * as Y from 'yjs';
import type { GoalId } from '../ids.ts';
import { addBody, listBodies, type RankedBodies, type RankedBody } from '../text/ranked-bodies.ts';

/**
 * The co-written part of an iteration, as one Y.Doc:
 *
 *     goals   RankedBodies   by goal id: what the week is for
 */
export type GoalEntry = RankedBody<GoalId>;

export const goalsOf = (doc: Y.Doc): RankedBodies => doc.getMap('goals');

/** The goals in their order; an entry that lacks a rank or a body (a hostile or torn update) is left out. */
export const listGoals = (doc: Y.Doc): GoalEntry[] => listBodies(goalsOf(doc));

export const addGoal = (doc: Y.Doc, id: GoalId, rank: string, text = ''): Y.XmlFragment =>
  addBody(doc, goalsOf(doc), id, rank, text);
