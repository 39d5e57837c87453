import type { Minutes } from '@tandem/schema/meeting/minutes';
import css from './Minutes.module.css';
import { minutesOf, stageTitle } from './minutes-words';
import { Section } from './Section';

export function MinutedTimes({ minutes: { stages } }: { minutes: Minutes }) {
  return (
    <Section title="How the time went" when={stages.some(({ spentMs }) => spentMs > 0)}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">Planned</th>
            <th scope="col">Taken</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => {
            const taken = minutesOf(stage.spentMs);
            return (
              <tr key={stage.id}>
                <td>
                  {stageTitle(stage)}
                  {stage.parked && <span className={css.muted}> parked</span>}
                </td>
                <td>{stage.minutes} min</td>
                <td className={taken > stage.minutes ? css.over : undefined}>
                  {taken} min{taken > stage.minutes && ', over'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
