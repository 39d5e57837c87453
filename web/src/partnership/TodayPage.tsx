import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { WhatWaits } from '../iteration/today/WhatWaits';
import { TodayDocument } from './today.gql';
import { useOnChange } from '../platform/changes';
import { longDate, useNow, weekAt } from '../platform/time';
import { Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { PageSkeleton } from '../ui/Skeleton';
import { FirstSteps } from './FirstSteps';
import { HereNow } from './HereNow';
import { NextMeetingCard } from './NextMeetingCard';
import { RecentChanges } from './RecentChanges';
import { SampleHint } from './SampleHint';
import css from './TodayPage.module.css';
import { usePartnership } from './use-partnership';
import { WeekAtAGlance } from './WeekAtAGlance';
import { shownByThePage } from '../platform/apollo';

/** Changes come in bursts: one reading answers them all. */
const REREAD_AFTER_MS = 400;

/** The landing page: what waits on me, how the week stands, what has just happened. */
export default function TodayPage() {
  const { slug, name, isSample, timeZone, firstIterationDay } = usePartnership();
  const { data, error, refetch } = useQuery(TodayDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
  });
  const now = useNow();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useOnChange(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => refetch().catch(shownByThePage), REREAD_AFTER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const today = data?.partnership;
  if (!today) return error ? <Problem onRetry={() => refetch().catch(shownByThePage)} /> : <PageSkeleton />;
  const { week, daysLeft } = weekAt(now, timeZone, firstIterationDay);
  return (
    <Page
      title="Today"
      context={name}
      lede={`${longDate(now.toISOString())} · week ${week}, ${daysLeft === 1 ? 'its last day' : `${daysLeft} days left`}`}
    >
      {isSample && <SampleHint draftKey={today.drafts.edges[0]?.node.key} />}
      <div className={css.columns}>
        <div className={css.main}>
          <FirstSteps stories={today.storyCounts.reduce((sum, { count }) => sum + count, 0)} />
          <WhatWaits today={today.today} now={now} />
        </div>
        <div className={css.aside}>
          {today.nextMeeting && <NextMeetingCard meeting={today.nextMeeting} now={now} />}
          <WeekAtAGlance found={today} now={now} />
          <HereNow now={now} />
          <RecentChanges changes={today.changes.edges.map(({ node }) => node)} now={now} />
        </div>
      </div>
    </Page>
  );
}
