import { Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './CapacityMeter.module.css';
import { heldIn, pointsOf, sumOfPoints, type Week, type WeekStory } from './planned-stories';
import { pointsWords, weekShort } from './week-words';

export interface LastVelocity {
  iterationId: string;
  isoWeek: string;
  committedPoints: number;
  acceptedPoints: number;
}

interface CapacityMeterProps {
  week: Week;
  velocities: readonly LastVelocity[];
  vendorName: string;
  /** The vendor's own control, beside the words about capacity. */
  control: ReactNode;
}

/** The week filling up: a block for each story as wide as its points, against the capacity and the last accepted velocities. */
export function CapacityMeter({ week, velocities, vendorName, control }: CapacityMeterProps) {
  const held = heldIn(week);
  const points = sumOfPoints(held);
  const { capacity } = week;
  const most = Math.max(points, capacity ?? 0, ...velocities.map((one) => one.acceptedPoints), 1);
  const unestimated = held.filter(({ points: fixed, story }) => fixed === null && story.estimate === null).length;
  const over = capacity === null ? 0 : Math.max(0, points - capacity);
  const at = (value: number) => `${(value / most) * 100}%`;
  return (
    <section className={css.meter} aria-labelledby="fits-heading">
      <header className={css.head}>
        <h2 id="fits-heading">{week.committedAt ? 'What was taken on' : 'What fits'}</h2>
        {control}
      </header>
      <p className={css.figure}>
        <strong>{points}</strong>
        {capacity === null ? (points === 1 ? ' point' : ' points') : ` of ${pointsWords(capacity)}`}
      </p>
      <div className={css.track} aria-hidden="true">
        {capacity !== null && <span className={css.room} style={{ width: at(capacity) }} />}
        <span className={css.blocks} style={{ width: at(points) }}>
          {held.map((one) => (
            <Block key={one.id} one={one} />
          ))}
        </span>
        {over > 0 && capacity !== null && (
          <span className={css.over} style={{ insetInlineStart: at(capacity), width: at(over) }} />
        )}
        {capacity !== null && <span className={css.limit} style={{ insetInlineStart: at(capacity) }} />}
      </div>
      <p className={css.fit} data-over={over > 0 || undefined}>
        {capacity === null ? (
          `${vendorName} has not said what it can take on.`
        ) : over > 0 ? (
          <>
            <TriangleAlert size={14} aria-hidden /> {pointsWords(over)} over capacity
          </>
        ) : capacity === points ? (
          <>
            <Check size={14} aria-hidden /> The week is full
          </>
        ) : (
          `${pointsWords(capacity - points)} to spare`
        )}
      </p>
      {unestimated > 0 && (
        <p className={css.by}>
          {unestimated === 1 ? '1 story has' : `${unestimated} stories have`} no estimate, and count
          {unestimated === 1 ? 's' : ''} nothing here.
        </p>
      )}
      {week.capacityBy && <p className={css.by}>Capacity by {week.capacityBy.name}</p>}
      <Velocities velocities={velocities} most={most} />
    </section>
  );
}

/** What the last finished weeks came to, beside what they had committed to. */
function Velocities({ velocities, most }: { velocities: readonly LastVelocity[]; most: number }) {
  if (velocities.length === 0)
    return <p className={css.none}>Once weeks are finished, what was accepted in the last three shows here.</p>;
  return (
    <table className={css.velocities}>
      <caption>Accepted in the last weeks</caption>
      <tbody>
        {velocities.map(({ iterationId, isoWeek, acceptedPoints, committedPoints }) => (
          <tr key={iterationId}>
            <th scope="row">{weekShort(isoWeek)}</th>
            <td>
              <span className={css.lane} aria-hidden="true">
                <span style={{ width: `${(acceptedPoints / most) * 100}%` }} />
              </span>
              <strong>{acceptedPoints}</strong> of {committedPoints}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Block({ one }: { one: WeekStory }) {
  const points = pointsOf(one);
  if (points === 0) return null;
  return (
    <span
      className={css.block}
      data-state={one.story.state}
      style={{ flexGrow: points }}
      title={`${one.story.key} ${one.story.title}: ${pointsWords(points)}`}
    />
  );
}
