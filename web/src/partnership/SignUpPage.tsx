import { Page } from '../ui/Page';

export default function SignUpPage() {
  return <Page title="SignUpPage">{null}</Page>;
}
