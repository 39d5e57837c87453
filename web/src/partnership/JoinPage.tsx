import { Page } from '../ui/Page';

export default function JoinPage() {
  return <Page title="JoinPage">{null}</Page>;
}
