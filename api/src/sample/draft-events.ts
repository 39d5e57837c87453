import type { DocumentId, QuestionId } from '@tandem/schema/ids';
import { listCriteria } from '@tandem/schema/story/document';
import { v4 } from 'uuid';
import * as Y from 'yjs';
import type { Services } from '../platform/context.ts';
import { answerQuestion } from '../story/answer-question.ts';
import { askQuestion } from '../story/ask-question.ts';
import { draftTalk } from './draft-talk.ts';
import { agreeTo } from './sample-agreement.ts';
import { type SampleEvent, type Setting, workingMoment } from './sample-events.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const VENDOR_WRITERS: ReadonlySet<string> = new Set(['TH', 'MZ', 'SR']);

/** Drafts on their way: some agreed to by one party, one agreed to by both and then edited, questions open and answered. */
export function draftEvents({ team, today, storyIds }: Setting): SampleEvent[] {
  return draftTalk.flatMap(({ title, agreements = [], edits = [], questions = [] }, index) => {
    const moment = (daysAgo: number): Date => workingMoment(today, daysAgo, index);
    const storyId = (): string => storyIds.get(title) ?? '';
    return [
      ...agreements.map(({ by, daysAgo, howMany }) => ({
        at: moment(daysAgo),
        act: (services: Services) => agreeTo(services, team[by], storyId(), howMany),
      })),
      // Words become rows in the engine's own time, so these are the last thing that happens.
      ...edits.map(({ by, criterion, text }) => ({
        at: today,
        act: (services: Services) => writeOn(services, { storyId: storyId(), memberId: team[by].id, criterion, text }),
      })),
      ...questions.flatMap(({ by, daysAgo, due, text, answer }) => {
        let questionId = '' as QuestionId | '';
        const toPartyId = team[VENDOR_WRITERS.has(by) ? 'PR' : 'TH'].partyId;
        const dueOn = new Date(today.getTime() + due * DAY_MS).toISOString().slice(0, 10);
        const asked = new Date(moment(daysAgo).getTime() + HOUR_MS);
        const asking: SampleEvent = {
          at: asked,
          async act(services) {
            const command = { mutationId: v4(), storyId: storyId(), toPartyId, text, dueOn };
            questionId = (await askQuestion(services, team[by], command)) as QuestionId;
          },
        };
        if (!answer) return [asking];
        const answering: SampleEvent = {
          at: new Date(moment(answer.daysAgo).getTime() + 2 * HOUR_MS),
          act: (services) =>
            answerQuestion(services, team[answer.by], { mutationId: v4(), questionId, answer: answer.text }),
        };
        return [asking, answering];
      }),
    ];
  });
}

interface Writing {
  storyId: string;
  memberId: Parameters<Services['live']['edit']>[1];
  criterion: number;
  text: string;
}

async function writeOn(services: Services, { storyId, memberId, criterion, text }: Writing): Promise<void> {
  const documentId = storyId as DocumentId;
  await services.live.edit(documentId, memberId, (doc) => {
    const paragraph = listCriteria(doc)[criterion]?.body.get(0);
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (words instanceof Y.XmlText) words.insert(words.length, text);
  });
  await services.live.projectNow(documentId);
}
