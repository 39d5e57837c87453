import { Page } from '../ui/Page';

export default function StoryPage() {
  return <Page title="Story">{null}</Page>;
}
