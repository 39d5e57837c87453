import {
  CalendarClock,
  FileSignature,
  Hammer,
  HandHelping,
  type LucideIcon,
  MessageCircleWarning,
  MessagesSquare,
  MonitorPlay,
  PenLine,
  Sunrise,
  Undo2,
} from 'lucide-react';
import { weekName } from '../week-words';
import type { WaitingFactsFragment } from './waiting-facts.gql';

export type Waiting = WaitingFactsFragment;
type Kind = Waiting['kind'];

export const KIND_ICON: Readonly<Record<Kind, LucideIcon>> = {
  STORY_TO_AGREE: PenLine,
  STORY_TO_SHOW: Hammer,
  STORY_TO_JUDGE: MonitorPlay,
  STORY_RETURNED: Undo2,
  QUESTION_TO_ANSWER: MessagesSquare,
  COMMITMENT_TO_SIGN: FileSignature,
  AGREEMENT_TO_SIGN: FileSignature,
  CONCERN_TO_ANSWER: MessageCircleWarning,
  CONCERN_TO_JUDGE: MessageCircleWarning,
  PROMISE_TO_ANSWER: HandHelping,
  PROMISE_DUE: HandHelping,
  PROMISE_TO_CONFIRM: HandHelping,
  PROMISE_TO_RENEGOTIATE: CalendarClock,
  STANDUP_TO_POST: Sunrise,
  SCOPE_CHANGED: CalendarClock,
};

const criteria = (count: number | null): string => (count === 1 ? 'a criterion' : `${count ?? 'the'} criteria`);
const day = (on: string | null): string =>
  on === null
    ? 'another day'
    : new Date(`${on}T00:00:00Z`).toLocaleDateString('en-GB', {
        ...{ weekday: 'short', day: 'numeric' },
        month: 'short',
        timeZone: 'UTC',
      });

/** What is to be done, as an imperative that both sides can read: "Agree to 3 criteria". */
export function doingWords({ kind, count, detail }: Waiting): string {
  switch (kind) {
    case 'STORY_TO_AGREE':
      return `Agree to ${criteria(count)}`;
    case 'STORY_TO_SHOW':
      return 'Build it, then show it';
    case 'STORY_TO_JUDGE':
      return 'See it, then accept or return it';
    case 'STORY_RETURNED':
      return 'Read why it came back';
    case 'QUESTION_TO_ANSWER':
      return 'Answer';
    case 'COMMITMENT_TO_SIGN':
      return 'Read and sign the commitment';
    case 'AGREEMENT_TO_SIGN':
      return 'Read and sign';
    case 'CONCERN_TO_ANSWER':
      return 'Answer the concern';
    case 'CONCERN_TO_JUDGE':
      return 'Say whether it is settled';
    case 'PROMISE_TO_ANSWER':
      return 'Promise it or decline';
    case 'PROMISE_DUE':
      return 'Keep the promise';
    case 'PROMISE_TO_CONFIRM':
      return 'Confirm that it is kept';
    case 'PROMISE_TO_RENEGOTIATE':
      return `Agree to ${day(detail)} or refuse`;
    case 'STANDUP_TO_POST':
      return 'Say what you did, do next, and what worries you';
    case 'SCOPE_CHANGED':
      return 'The scope changed';
  }
}

/** What it is about, in its own words. */
export function subjectWords({ kind, ref, title }: Waiting): string {
  if (kind === 'COMMITMENT_TO_SIGN') return `The commitment for ${weekName(ref)}`;
  if (kind === 'AGREEMENT_TO_SIGN') return `The working agreement, version ${ref}`;
  if (kind === 'STANDUP_TO_POST') return 'Your stand-up of today';
  return title || 'Untitled story';
}

/** What people call it, where it is not said by its words. */
export const refWords = ({ kind, ref }: Waiting): string | null =>
  ['COMMITMENT_TO_SIGN', 'AGREEMENT_TO_SIGN', 'STANDUP_TO_POST'].includes(kind) ? null : ref;
