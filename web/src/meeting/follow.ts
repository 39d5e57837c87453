import { useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { useHasDraft } from './draft';
import { currentStage, type Meeting, type Stage } from './meeting';

/** Where one's own screen is, beside where the meeting is. */
export interface Following {
  /** What this screen shows. */
  shown: Stage | undefined;
  /** What the meeting is at; undefined unless it takes place. */
  current: Stage | undefined;
  /** Why the two differ: somebody looks elsewhere, or was typing when the meeting went on. */
  away: 'wandered' | 'held' | null;
  /** To a stage for oneself alone. */
  look: (stage: Stage) => void;
  /** Back to where the meeting is. */
  rejoin: () => void;
  /** Said by who is about to move the meeting: they go along, whatever they have half typed. */
  goAlong: () => void;
}

interface Place {
  /** Where the meeting was when this screen last looked. */
  at: string | null;
  /** Where somebody was typing when it went on. */
  held: string | null;
  /** The stage that this very person takes the meeting away from. */
  leaves: string | null;
}

/**
 * Follows the meeting from stage to stage. Somebody who chose another stage (`?step=`), or who has words half typed, stays there
 * until they say so; a stage that is no longer on the agenda sends its readers to the current one.
 * @param always a shared screen: it follows whatever happens on it.
 */
export function useFollowing(
  meeting: Meeting,
  section: RefObject<HTMLElement | null>,
  { always }: { always: boolean },
): Following {
  const { step } = useSearch({ from: '/p/$slug/meetings/$number' });
  const navigate = useNavigate({ from: '/p/$slug/meetings/$number' });
  const hasDraft = useHasDraft(meeting.id);
  const [place, setPlace] = useState<Place>({ at: meeting.currentStageId, held: null, leaves: null });
  const onAgenda = (id: string | null | undefined) => meeting.stages.find((stage) => stage.id === id);

  let { held } = place;
  if (place.at !== meeting.currentStageId) {
    // Decided before the new stage is drawn: the field that somebody types in must not be gone for a moment.
    const stays = !step && place.leaves !== place.at && (hasDraft || isWritingIn(section.current));
    held ??= stays ? place.at : null;
    setPlace({ at: meeting.currentStageId, held, leaves: null });
  }
  const current = currentStage(meeting);
  const own = always ? undefined : (onAgenda(step) ?? onAgenda(held));
  const shown = own ?? current ?? meeting.stages[0];
  const isAway = current !== undefined && shown !== undefined && shown.id !== current.id;
  const go = (next: string | undefined, replace: boolean) => {
    setPlace((now) => ({ ...now, held: null }));
    void navigate({ search: (search) => ({ ...search, step: next }), replace });
  };

  // The meeting came to where somebody waited for it: from here on they follow again.
  const arrived = current !== undefined && !always && (step === current.id || held === current.id);
  const joinIn = useEffectEvent(() => go(undefined, true));
  useEffect(() => {
    if (arrived) joinIn();
  }, [arrived]);

  return {
    shown,
    current,
    away: !isAway ? null : onAgenda(step) ? 'wandered' : 'held',
    look: (stage) => go(stage.id === current?.id ? undefined : stage.id, false),
    rejoin: () => go(undefined, false),
    goAlong: () => {
      if (step) go(undefined, false);
      setPlace((now) => ({ ...now, held: null, leaves: now.at }));
    },
  };
}

/** Words that go straight into a shared document are no draft, but whoever writes them is not pulled away either. */
function isWritingIn(section: HTMLElement | null): boolean {
  const { activeElement } = document;
  return (
    section !== null &&
    activeElement instanceof HTMLElement &&
    section.contains(activeElement) &&
    (activeElement.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(activeElement.tagName))
  );
}
