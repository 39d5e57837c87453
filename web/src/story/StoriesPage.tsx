import { Page } from '../ui/Page';

export default function StoriesPage() {
  return <Page title="Stories">{null}</Page>;
}
