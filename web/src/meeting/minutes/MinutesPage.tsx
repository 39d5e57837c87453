import { useQuery } from '@apollo/client/react';
import { Link, useParams } from '@tanstack/react-router';
import type { MinutesContent } from '@tandem/schema/meeting/minutes';
import { FileDown, PencilLine, Printer } from 'lucide-react';
import { useMemo } from 'react';
import { useRereadOnChange } from '../../iteration/use-week';
import { usePartnership } from '../../partnership/use-partnership';
import { refusal } from '../../platform/act';
import { shownByThePage } from '../../platform/apollo';
import { Button } from '../../ui/Button';
import { Page, PageHeading } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import css from './Minutes.module.css';
import { MeetingMinutesDocument, type MeetingMinutesQuery } from './minutes.gql';
import { MinutesPaper } from './MinutesPaper';
import { Ratification } from './Ratification';

/** A draft changes with almost anything that happens; frozen minutes with what is said of them. */
const touchesMinutes = (kind: string) => !/^(notification|profile|standup)\./.test(kind);

export default function MinutesPage() {
  const { slug, number } = useParams({ from: '/p/$slug/meetings/$number/minutes' });
  const { name } = usePartnership();
  const { data, error, refetch } = useQuery(MeetingMinutesDocument, {
    variables: { slug, number: Number(number) || 0 },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesMinutes);
  const meeting = data?.meeting;
  if (meeting) return <Opened meeting={meeting} context={name} />;
  if (error && refusal(error).code === 'NOT_FOUND')
    return (
      <Problem title={<PageHeading>There is no meeting {number}</PageHeading>}>
        <Link to="/p/$slug/meetings" params={{ slug }}>
          See the meetings there are
        </Link>
        .
      </Problem>
    );
  if (error)
    return (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>
        The minutes could not be read. Check your connection, then try again.
      </Problem>
    );
  return <PageSkeleton rows={6} label="Opening the minutes" />;
}

type OpenMeeting = NonNullable<MeetingMinutesQuery['meeting']>;

function Opened({ meeting, context }: { meeting: OpenMeeting; context: string }) {
  const { slug } = usePartnership();
  const { minutes, number } = meeting;
  // The very text that is hashed: what is shown is what was signed.
  const state = useMemo(() => (JSON.parse(minutes.content) as MinutesContent).state, [minutes.content]);
  return (
    <Page
      title={`Minutes of meeting ${number}`}
      context={context}
      width="wide"
      actions={
        <>
          <Link to="/p/$slug/meetings/$number" params={{ slug, number: String(number) }}>
            The meeting
          </Link>
          <Button
            size="small"
            icon={<FileDown size={15} aria-hidden />}
            onPress={() => download(`minutes-${meeting.isoWeek}.md`, minutes.markdown)}
          >
            Markdown
          </Button>
          <Button size="small" icon={<Printer size={15} aria-hidden />} onPress={() => window.print()}>
            Print or save as PDF
          </Button>
        </>
      }
    >
      <div className={css.page}>
        <div>
          {!minutes.isFrozen && (
            <p className={css.draft}>
              <PencilLine size={16} aria-hidden /> A draft: it writes itself from what happens, and is frozen when the
              meeting is closed.
            </p>
          )}
          <MinutesPaper minutes={state} hash={minutes.hash} ratified={minutes} />
        </div>
        <aside className={css.aside} aria-label="What each party says of the minutes">
          {minutes.isFrozen && <Ratification meetingId={meeting.id} minutes={minutes} state={state} />}
        </aside>
      </div>
    </Page>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
