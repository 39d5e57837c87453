import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCreateStory } from '../story/use-create-story';
import { Button } from '../ui/Button';
import css from './TodayPage.module.css';
import { usePartnership } from './use-partnership';

/** A partnership's first hour: the other side comes in, and a first story is written. Goes when both are done. */
export function FirstSteps({ stories }: { stories: number }) {
  const { slug, parties, me, canWrite, managesMembers } = usePartnership();
  const [createStory, creating] = useCreateStory();
  const other = parties.find((party) => party.id !== me.party.id);
  const together = other === undefined || other.members.some((member) => !member.leftAt);
  if (together && stories > 0) return null;
  return (
    <section aria-labelledby="steps-title" className={css.section}>
      <h2 id="steps-title">First steps</h2>
      <ol className={`${css.card} ${css.steps}`}>
        <Step
          number={1}
          done={together}
          title={`Bring in ${other?.name ?? 'the other side'}`}
          action={
            managesMembers && (
              <Link to="/p/$slug/people" params={{ slug }}>
                Invite their first lead
              </Link>
            )
          }
        >
          Their first lead comes by your link, then invites their own people.
        </Step>
        <Step
          number={2}
          done={stories > 0}
          title="Write the first story"
          action={
            canWrite && (
              <Button onPress={() => void createStory()} isPending={creating}>
                Write it
              </Button>
            )
          }
        >
          One thing somebody needs to do, in a sentence. You write it on the same page, at the same time.
        </Step>
      </ol>
    </section>
  );
}

interface StepProps {
  number: number;
  done: boolean;
  title: string;
  action: ReactNode;
  children: ReactNode;
}

function Step({ number, done, title, action, children }: StepProps) {
  return (
    <li className={css.step} data-done={done || undefined}>
      <span className={css.stepMark} aria-hidden="true">
        {done ? <Check size={16} /> : number}
      </span>
      <div>
        <h3>
          {title}
          {done && <span className="visually-hidden"> (done)</span>}
        </h3>
        <p>{children}</p>
      </div>
      {!done && action}
    </li>
  );
}
