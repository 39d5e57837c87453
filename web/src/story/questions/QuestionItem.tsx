import { AlarmClock } from 'lucide-react';
import { useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { ago, useNow } from '../../platform/time';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { PartyMark } from '../../ui/PartyMark';
import { HollowMark } from '../agreement/HollowMark';
import { AnswerForm } from './AnswerForm';
import css from './Questions.module.css';
import type { QuestionFactsFragment } from './question.gql';
import { WithdrawQuestionDocument } from './withdraw-question.gql';

const dayWords = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });

export function QuestionItem({ question }: { question: QuestionFactsFragment }) {
  const { me, canWrite } = usePartnership();
  const now = useNow();
  const [answering, setAnswering] = useState(false);
  const answerButton = useRef<HTMLButtonElement>(null);
  const item = useRef<HTMLLIElement>(null);
  const [withdraw, withdrawing] = useAct(WithdrawQuestionDocument, 'The question stands');
  const { questionState, askedBy, toParty } = question;
  const open = questionState === 'OPEN';
  const late = open && new Date(question.lateFrom) <= now;
  const mayAnswer = open && canWrite && toParty.id === me.party.id;
  const mayWithdraw =
    open && canWrite && (askedBy.id === me.id || (me.role === 'LEAD' && askedBy.party.id === me.party.id));
  const stop = () => {
    setAnswering(false);
    answerButton.current?.focus();
  };
  return (
    <li ref={item} tabIndex={-1} className={css.question} data-state={questionState}>
      <p className={css.who}>
        <PartyMark kind={askedBy.party.kind} initials={askedBy.initials} size={20} />
        <span>
          {askedBy.name} asks <strong>{toParty.name}</strong>
        </span>
        <span className={css.when}>{ago(question.askedAt, now)}</span>
        <span className={css.space} />
        {late ? (
          <Chip tone="return" icon={<AlarmClock size={13} aria-hidden />}>
            Due {dayWords(question.dueOn)}, late
          </Chip>
        ) : open ? (
          <Chip>Due {dayWords(question.dueOn)}</Chip>
        ) : (
          questionState === 'WITHDRAWN' && <Chip>Taken back</Chip>
        )}
      </p>
      <p className={css.text}>{question.text}</p>
      {question.answer !== null && (
        <div className={css.answer} data-party={toParty.kind}>
          <p className={css.who}>
            {question.answeredBy && (
              <PartyMark kind={question.answeredBy.party.kind} initials={question.answeredBy.initials} size={20} />
            )}
            <span>{question.answeredBy?.name ?? toParty.name} answers</span>
            {question.answeredAt && <span className={css.when}>{ago(question.answeredAt, now)}</span>}
          </p>
          <p className={css.text}>{question.answer}</p>
        </div>
      )}
      {answering && open ? (
        <AnswerForm
          questionId={question.id}
          onClose={stop}
          onAnswered={() => {
            setAnswering(false);
            item.current?.focus();
          }}
        />
      ) : (
        open && (
          <div className={css.actions}>
            {mayAnswer ? (
              <Button ref={answerButton} size="small" variant="primary" onPress={() => setAnswering(true)}>
                Answer
              </Button>
            ) : (
              <span className={css.waiting}>
                <HollowMark kind={toParty.kind} /> Waits for {toParty.name}
              </span>
            )}
            {mayWithdraw && (
              <Button
                size="small"
                variant="quiet"
                isPending={withdrawing}
                onPress={() =>
                  void withdraw({ questionId: question.id }).then((done) => {
                    if (!done) return;
                    announce('The question is taken back');
                    item.current?.focus();
                  })
                }
              >
                Take back
              </Button>
            )}
          </div>
        )
      )}
    </li>
  );
}
