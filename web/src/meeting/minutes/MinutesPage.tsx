import { Page } from '../../ui/Page';

export default function MinutesPage() {
  return <Page title="Minutes">{null}</Page>;
}
