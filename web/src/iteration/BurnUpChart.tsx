import { addDays } from '@tandem/schema/iteration/iso-week';
import { useLayoutEffect, useRef, useState } from 'react';
import css from './BurnUp.module.css';
import { burnUpShape, type BurnUpDay } from './burn-up-shape';
import { dayWords, pointsWords } from './week-words';

const HEIGHT = 220;
/** A narrower column than this names its weekday only. */
const ROOMY = 56;
const MARGIN = { top: 14, end: 96, bottom: 24, start: 28 };

interface BurnUpChartProps {
  days: readonly BurnUpDay[];
  startsOn: string;
  today: string;
}

/** Plain SVG on the tokens: a column a day, accepted below and to demo above it, under the lines of commitment and scope. */
export function BurnUpChart({ days, startsOn, today }: BurnUpChartProps) {
  const [host, width] = useWidth();
  const shape = burnUpShape(days, { width, height: HEIGHT, margin: MARGIN });
  const last = days.at(-1);
  return (
    <figure ref={host} className={css.chart}>
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={summary(last)}>
          <defs>
            <pattern id="to-demo" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" className={css.demoGround} />
              <rect width="3" height="6" className={css.demoLine} />
            </pattern>
          </defs>
          {shape.ticks.map(({ value, y }) => (
            <g key={value}>
              <line x1={MARGIN.start} x2={width - MARGIN.end} y1={y} y2={y} className={css.grid} />
              <text x={MARGIN.start - 6} y={y + 4} textAnchor="end">
                {value}
              </text>
            </g>
          ))}
          {shape.slots.map(({ x, slot }, index) => {
            const day = addDays(startsOn, index);
            return (
              <text
                key={day}
                x={x + slot / 2}
                y={HEIGHT - 6}
                textAnchor="middle"
                className={day === today ? css.today : undefined}
              >
                {slot < ROOMY ? dayWords(day).slice(0, 3) : dayWords(day)}
              </text>
            );
          })}
          {shape.columns.map(({ day, x, width: column, accepted, delivered }) => (
            <g key={day}>
              <rect x={x} width={column} y={accepted.y} height={accepted.height} className={css.accepted} />
              <rect x={x} width={column} y={delivered.y} height={delivered.height} className={css.delivered} />
            </g>
          ))}
          {shape.committed && <path d={shape.committed.path} className={css.committed} />}
          {shape.scope && <path d={shape.scope.path} className={css.scope} />}
          {shape.labels.map(({ text, y }) => (
            <text key={text} x={width - MARGIN.end + 8} y={y + 4} className={css.label}>
              {text}
            </text>
          ))}
        </svg>
      )}
    </figure>
  );
}

function summary(last: BurnUpDay | undefined): string {
  if (!last) return 'Nothing yet: the week has not begun.';
  const scope = last.scope === null ? '' : ` of ${pointsWords(last.scope)} in scope`;
  const committed = last.committed === null ? 'Not committed to.' : `${pointsWords(last.committed)} committed.`;
  return `By ${dayWords(last.day)}: ${pointsWords(last.accepted)} accepted and ${last.delivered} to demo${scope}. ${committed}`;
}

/** The width there is, followed: an SVG that is only scaled would shrink its words on a phone. */
function useWidth() {
  const host = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    setWidth(element.clientWidth);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [host, width] as const;
}
