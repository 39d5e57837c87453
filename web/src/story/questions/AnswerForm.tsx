import { AnswerQuestion } from '@tandem/schema/story/inputs';
import { ANSWER_MAX } from '@tandem/schema/story/rules';
import { usePartnership } from '../../partnership/use-partnership';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/TextField';
import { AnswerQuestionDocument } from './answer-question.gql';
import css from './Questions.module.css';

interface AnswerFormProps {
  questionId: string;
  onClose: () => void;
  onAnswered: () => void;
}

export function AnswerForm({ questionId, onClose, onAnswered }: AnswerFormProps) {
  const { me } = usePartnership();
  const { onSubmit, errors, problem, pending } = useForm(AnswerQuestion, async ({ answer }) => {
    await act(AnswerQuestionDocument, { questionId, answer });
    announce('The question is answered');
    onAnswered();
  });
  return (
    <form className={css.form} onSubmit={onSubmit} noValidate>
      <TextArea
        label={`Answer for ${me.party.name}`}
        name="answer"
        error={errors['answer']}
        maxLength={ANSWER_MAX}
        autoFocus
      />
      {problem && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <div className={css.actions}>
        <Button type="submit" variant="primary" isPending={pending}>
          Give this answer
        </Button>
        <Button variant="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
