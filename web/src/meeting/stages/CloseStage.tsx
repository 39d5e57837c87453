import type { StageProps } from '../meeting';

export default function CloseStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
