import type { StageProps } from '../meeting';

export default function ConcernsStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
