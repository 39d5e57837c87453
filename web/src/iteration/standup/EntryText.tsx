import { Link } from '@tanstack/react-router';
import { cutAtKeys } from '@tandem/schema/iteration/standup';
import { usePartnership } from '../../partnership/use-partnership';

/** What somebody wrote, with the stories that it names as links. */
export function EntryText({ text, storyKeys }: { text: string; storyKeys: readonly string[] }) {
  const { slug } = usePartnership();
  return cutAtKeys(text).map((part, index) =>
    part.key !== null && storyKeys.includes(part.key) ? (
      <Link key={index} to="/p/$slug/stories/$key" params={{ slug, key: part.key }}>
        {part.text}
      </Link>
    ) : (
      part.text
    ),
  );
}
