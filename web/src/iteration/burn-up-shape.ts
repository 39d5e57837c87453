import type { BurnUpQuery } from './week-page.gql';

export type BurnUpDay = NonNullable<BurnUpQuery['iteration']>['burnUp'][number];

interface Frame {
  width: number;
  height: number;
  margin: { top: number; end: number; bottom: number; start: number };
}
interface Label {
  text: string;
  y: number;
}

const DAYS = 7;
const GAP = 3;
const LABEL_HEIGHT = 16;

/** Where everything of the chart stands, in pixels. */
export function burnUpShape(days: readonly BurnUpDay[], { width, height, margin }: Frame) {
  const slot = Math.max(0, (width - margin.start - margin.end) / DAYS);
  const most = Math.max(
    4,
    ...days.map((day) => Math.max(day.scope ?? 0, day.committed ?? 0, day.delivered + day.accepted)),
  );
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => most / size <= 5) ?? 1_000;
  const top = Math.ceil(most / step) * step;
  const y = (value: number) => height - margin.bottom - (value / top) * (height - margin.top - margin.bottom);
  const x = (index: number) => margin.start + index * slot;
  const last = days.at(-1);
  const line = (of: (day: BurnUpDay) => number | null) => {
    const runs = days.flatMap((day, index) => {
      const value = of(day);
      return value === null ? [] : [`${x(index)} ${y(value)} H ${x(index + 1)}`];
    });
    return runs.length === 0 ? null : { path: `M ${runs.join(' L ')}` };
  };
  return {
    ticks: Array.from({ length: top / step + 1 }, (_, index) => ({ value: index * step, y: y(index * step) })),
    slots: Array.from({ length: DAYS }, (_, index) => ({ x: x(index), slot })),
    columns: days.map(({ day, accepted, delivered }, index) => ({
      day,
      x: x(index) + GAP,
      width: Math.max(0, slot - 2 * GAP),
      accepted: { y: y(accepted), height: y(0) - y(accepted) },
      delivered: { y: y(accepted + delivered), height: y(accepted) - y(accepted + delivered) },
    })),
    committed: line((day) => day.committed),
    scope: line((day) => day.scope),
    labels: last ? apart(labelsOf(last, y), height - margin.bottom) : [],
  };
}

/** The lines and columns are named beside their end; a legend would be read by colour. */
function labelsOf({ committed, scope, delivered, accepted }: BurnUpDay, y: (value: number) => number): Label[] {
  return [
    ...(scope !== null && scope !== committed ? [{ text: `${scope} in scope`, y: y(scope) }] : []),
    ...(committed === null ? [] : [{ text: `${committed} committed`, y: y(committed) }]),
    ...(delivered > 0 ? [{ text: `${delivered} to demo`, y: y(accepted + delivered / 2) }] : []),
    ...(accepted > 0 ? [{ text: `${accepted} accepted`, y: y(accepted / 2) }] : []),
  ].sort((a, b) => a.y - b.y);
}

/** Moves labels down until none covers another, then up again where the last has left the frame. */
function apart(labels: readonly Label[], bottom: number): Label[] {
  const placed: Label[] = [];
  for (const label of labels)
    placed.push({ ...label, y: Math.max(label.y, (placed.at(-1)?.y ?? -Infinity) + LABEL_HEIGHT) });
  let limit = bottom;
  for (const label of placed.toReversed()) {
    label.y = Math.min(label.y, limit);
    limit = label.y - LABEL_HEIGHT;
  }
  return placed;
}
