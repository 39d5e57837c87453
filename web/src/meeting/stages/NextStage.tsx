import type { StageProps } from '../meeting';

export default function NextStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
