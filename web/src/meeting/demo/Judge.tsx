import { VERDICT_KINDS, VERDICT_WORDS, type VerdictKind } from '@tandem/schema/meeting/outcome';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { announce } from '../../ui/announce';
import { IconButton } from '../../ui/Button';
import { useShortcuts } from '../../ui/shortcuts';
import type { Meeting } from '../meeting';
import css from './Judge.module.css';
import type { CurrentCriterion } from './use-current-criterion';
import { type GivenVerdict, useGiveVerdict } from './use-give-verdict';
import { useVerdictDraft, type WordyVerdict } from './verdict-draft';
import { type Demo, type DemoCriterion, nextToJudge, placeOf, verdictOf } from './verdict-words';
import { VerdictButtons } from './VerdictButtons';
import { VerdictForm } from './VerdictForm';

interface JudgeProps {
  meeting: Meeting;
  demo: Demo;
  criterion: DemoCriterion;
  current: CurrentCriterion;
  /** At the foot of a phone's screen, with the way to the other criteria. */
  isBar: boolean;
}

const needsWords = (verdict: VerdictKind): verdict is WordyVerdict =>
  verdict === 'NOT_MET' || verdict === 'MET_WITH_CONDITION';

/** Gives one's party's verdict on the current criterion, by press or by key, and goes on to the next that lacks one. */
export function Judge({ meeting, demo, criterion, current, isBar }: JudgeProps) {
  const { me } = usePartnership();
  const give = useGiveVerdict(meeting, demo);
  const [draft, setDraft] = useVerdictDraft(meeting.id, demo.story.id, criterion.criterionId);
  const [asked, setAsked] = useState<WordyVerdict | 'NOTHING' | null>(null);
  // What was half typed is there again when one comes back to it.
  const wording = asked === 'NOTHING' ? null : (asked ?? draft?.verdict ?? null);

  const send = async (given: GivenVerdict) => {
    const { criterionId } = criterion;
    const next = nextToJudge(demo, me.party.id, criterionId);
    setAsked('NOTHING');
    current.go(next ?? criterionId);
    announce(
      `${VERDICT_WORDS[given.verdict]} on ${placeOf(demo, criterionId)}. ${next ? `Next: ${placeOf(demo, next)}` : 'All criteria are judged'}`,
    );
    if (await give(criterion, given)) {
      setDraft(null);
      return;
    }
    setAsked(null);
    current.go(criterionId);
  };
  const choose = (verdict: VerdictKind) => {
    if (needsWords(verdict)) setAsked(verdict);
    else void send({ verdict, note: '' });
  };
  useShortcuts(
    VERDICT_KINDS.map((verdict, index) => ({
      keys: String(index + 1),
      label: `${VERDICT_WORDS[verdict]}, on the current criterion`,
      group: 'Demo',
      run: () => choose(verdict),
    })),
  );
  const close = () => {
    setAsked('NOTHING');
    current.go(criterion.criterionId);
  };
  return (
    <div className={css.judge} data-bar={isBar || undefined} data-open={meeting.meetingState === 'OPEN' || undefined}>
      {wording && isBar && (
        <p className={css.about}>
          Criterion {current.place}: {criterion.text}
        </p>
      )}
      {wording ? (
        <VerdictForm
          key={wording}
          verdict={wording}
          draft={draft}
          onDraft={setDraft}
          takesFocus={asked !== null}
          startsAt={meeting.startsAt}
          onGive={(given) => void send(given)}
          onClose={close}
        />
      ) : (
        <div className={css.row}>
          {isBar && (
            <IconButton
              label="The criterion before"
              icon={<ChevronLeft size={22} aria-hidden />}
              isDisabled={current.place === 1}
              onPress={() => current.by(-1)}
            />
          )}
          <VerdictButtons
            label={`Verdict of ${me.party.name} on criterion ${current.place}`}
            given={verdictOf(criterion, me.party.id)?.verdict}
            begun={draft?.text ? draft.verdict : undefined}
            onChoose={choose}
          />
          {isBar && (
            <IconButton
              label="The next criterion"
              icon={<ChevronRight size={22} aria-hidden />}
              isDisabled={current.place === current.count}
              onPress={() => current.by(1)}
            />
          )}
        </div>
      )}
    </div>
  );
}
