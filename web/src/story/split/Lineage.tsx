import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import type { OpenStory } from '../agreement/use-agreement';
import css from './Split.module.css';

/** Where a story came from, and what was split from it. */
export function Lineage({ story: { splitFrom, splits } }: { story: OpenStory }) {
  if (!splitFrom && splits.length === 0) return null;
  return (
    <p className={css.lineage}>
      {splitFrom && (
        <>
          Split from <StoryLink story={splitFrom} />.{' '}
        </>
      )}
      {splits.length > 0 && 'Split into '}
      {splits.map((split, index) => (
        <Fragment key={split.id}>
          {index > 0 && ', '}
          <StoryLink story={split} />
        </Fragment>
      ))}
    </p>
  );
}

function StoryLink({ story: { key, title } }: { story: { key: string; title: string } }) {
  const { slug } = usePartnership();
  return (
    <Link to="/p/$slug/stories/$key" params={{ slug, key }} title={title}>
      {key}
    </Link>
  );
}
