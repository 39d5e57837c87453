import type { StageProps } from '../meeting';

export default function CheckInStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
