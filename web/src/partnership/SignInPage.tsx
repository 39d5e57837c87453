import { Page } from '../ui/Page';

export default function SignInPage() {
  return <Page title="SignInPage">{null}</Page>;
}
