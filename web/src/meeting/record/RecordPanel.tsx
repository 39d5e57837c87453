import type { StageProps } from '../meeting';

/** What was decided, promised and celebrated, beside every stage. */
export default function RecordPanel({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
