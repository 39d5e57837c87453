import { Page } from '../ui/Page';

export default function TodayPage() {
  return <Page title="TodayPage">{null}</Page>;
}
