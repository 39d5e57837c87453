import type { StageProps } from '../meeting';

export default function TopicStage({ stage }: StageProps) {
  return <p>{stage.kind}</p>;
}
