import type { StageProps } from '../meeting';

export default function DemoStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
