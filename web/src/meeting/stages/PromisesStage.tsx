import type { StageProps } from '../meeting';

export default function PromisesStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
