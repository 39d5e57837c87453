import { SignedIn } from '../platform/session';
import { PageSkeleton } from '../ui/Skeleton';
import { StartForm } from './StartForm';
import { Welcome } from './Welcome';
import css from './Welcome.module.css';

export default function StartPage() {
  return (
    <SignedIn loading={<PageSkeleton />}>
      {(viewer) => {
        const sample = viewer.memberships.find(({ partnership }) => partnership.isSample)?.partnership;
        return (
          <Welcome
            title="Start your partnership"
            lede="Two organisations, one page. You can change all of this later but the story keys."
          >
            {sample && (
              <p className={css.note}>
                You are in the sample, {sample.name}. When you start your own partnership, the sample is cleared, unless
                you keep it below.
              </p>
            )}
            <StartForm sample={sample !== undefined} zone={viewer.person.timeZone} />
          </Welcome>
        );
      }}
    </SignedIn>
  );
}
