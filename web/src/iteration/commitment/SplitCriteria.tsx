import { useQuery } from '@apollo/client/react';
import { usePartnership } from '../../partnership/use-partnership';
import { Skeleton } from '../../ui/Skeleton';
import { CriteriaToSplitDocument } from './commitment.gql';
import css from './ScopeLedger.module.css';

interface SplitCriteriaProps {
  storyKey: string;
  going: readonly string[];
  onGoing: (going: readonly string[]) => void;
}

/** The criteria of a story, to choose those that leave it. */
export function SplitCriteria({ storyKey, going, onGoing }: SplitCriteriaProps) {
  const { slug } = usePartnership();
  const { data } = useQuery(CriteriaToSplitDocument, {
    variables: { slug, key: storyKey },
    fetchPolicy: 'cache-and-network',
  });
  if (!data?.story) return <Skeleton height={72} />;
  return (
    <fieldset className={css.criteria}>
      <legend>Criteria that go to the new story</legend>
      {data.story.criteria.map(({ id, text }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={going.includes(id)}
            onChange={(event) => onGoing(event.target.checked ? [...going, id] : going.filter((one) => one !== id))}
          />
          <span>{text || 'Nothing written yet'}</span>
        </label>
      ))}
    </fieldset>
  );
}
