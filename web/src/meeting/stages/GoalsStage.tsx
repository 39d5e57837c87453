import type { StageProps } from '../meeting';

export default function GoalsStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
