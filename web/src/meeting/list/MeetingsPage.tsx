import { Page } from '../../ui/Page';

export default function MeetingsPage() {
  return <Page title="Weekly meeting">{null}</Page>;
}
