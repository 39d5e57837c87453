import type { StageProps } from '../meeting';

export default function PulseStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
