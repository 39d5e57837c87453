import { criteriaOf, listCriteria, narrativeOf, titleOf } from '@tandem/schema/story/document';
import * as Y from 'yjs';

/** A stretch of one party's words within a Y.Text, in UTF-16 units. */
export interface InkRun<Party> {
  from: number;
  to: number;
  party: Party;
}

/** Whose words stand in a text: each Yjs item carries the client id that the server issued to its writer. */
export function inkRuns<Party>(text: Y.Text, partyOf: (clientId: number) => Party | undefined): InkRun<Party>[] {
  const runs: InkRun<Party>[] = [];
  let at = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const party = item.content instanceof Y.ContentString ? partyOf(item.id.client) : undefined;
    const last = runs.at(-1);
    if (party !== undefined && last?.to === at && last.party === party) last.to += item.length;
    else if (party !== undefined) runs.push({ from: at, to: at + item.length, party });
    at += item.length;
  }
  return runs;
}

function* textsIn(node: Y.XmlFragment): Generator<Y.Text> {
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) yield child;
    else if (child instanceof Y.XmlFragment) yield* textsIn(child);
  }
}

/** Characters of the story as it stands, counted by whoever wrote them. */
export function inkShares<Party>(doc: Y.Doc, partyOf: (clientId: number) => Party | undefined): Map<Party, number> {
  const shares = new Map<Party, number>();
  const count = (text: Y.Text) => {
    for (const { from, to, party } of inkRuns(text, partyOf)) shares.set(party, (shares.get(party) ?? 0) + to - from);
  };
  count(titleOf(doc));
  for (const text of textsIn(narrativeOf(doc))) count(text);
  if (criteriaOf(doc).size > 0) {
    for (const { body } of listCriteria(doc)) for (const text of textsIn(body)) count(text);
  }
  return shares;
}
