import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import type { OpenStory } from '../agreement/use-agreement';
import { AskQuestionForm } from './AskQuestionForm';
import { QuestionItem } from './QuestionItem';
import css from './Questions.module.css';

/** What one side needs to know from the other before the story is ready: who answers, by when, and what they said. */
export default function QuestionsPanel({ story }: { story: OpenStory }) {
  const { canWrite } = usePartnership();
  const [asking, setAsking] = useState(false);
  const askButton = useRef<HTMLButtonElement>(null);
  const open = story.questions.filter(({ questionState }) => questionState === 'OPEN');
  const close = () => {
    setAsking(false);
    askButton.current?.focus();
  };
  return (
    <section id="questions" className={css.panel} aria-labelledby="questions-heading">
      <header className={css.head}>
        <h2 id="questions-heading">
          Questions {open.length > 0 && <span className={css.count}>{open.length} open</span>}
        </h2>
        {canWrite && (
          <Button
            ref={askButton}
            size="small"
            icon={<Plus size={15} aria-hidden />}
            aria-expanded={asking}
            onPress={() => setAsking(!asking)}
          >
            Ask a question
          </Button>
        )}
      </header>
      {asking && <AskQuestionForm storyId={story.id} onClose={close} />}
      {story.questions.length === 0 && !asking && (
        <p className={css.none}>
          None so far. When only the other party knows something, ask it here with a day: the story waits for the
          answer, and nobody has to look for it later.
        </p>
      )}
      {story.questions.length > 0 && (
        <ul className={css.list}>
          {story.questions.map((question) => (
            <QuestionItem key={question.id} question={question} />
          ))}
        </ul>
      )}
    </section>
  );
}
