import { useEffect, useRef } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { announce } from '../ui/announce';
import type { Following } from './follow';
import { type Meeting, stageInWords, stagesToGo } from './meeting';

/** Reads out, politely and only as it happens, where the meeting goes and who facilitates; nothing of it moves the focus. */
export function useAnnouncedMeeting(meeting: Meeting, { current, away, shown }: Following): void {
  const { me } = usePartnership();
  const { facilitator, meetingState } = meeting;
  const stages = stagesToGo(meeting);
  const place = current
    ? `The meeting is at ${stageInWords(current)}, ${stages.indexOf(current) + 1} of ${stages.length}${away && shown ? `. You are at ${stageInWords(shown)}` : ''}`
    : null;
  const who = facilitator && (facilitator.id === me.id ? 'You facilitate now' : `${facilitator.name} facilitates now`);
  useNews(meeting.currentStageId, place);
  useNews(facilitator?.id ?? null, who);
  useNews(meetingState, meetingState === 'CLOSED' ? 'The meeting is closed' : null);
}

/** Says the words when `what` is another than before; the first one is no news. */
function useNews(what: string | null, words: string | null): void {
  const before = useRef(what);
  useEffect(() => {
    if (before.current !== what && words) announce(words);
    before.current = what;
  }, [what, words]);
}
