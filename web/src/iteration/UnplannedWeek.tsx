import { weeksBetween } from '@tandem/schema/iteration/iso-week';
import { WEEKS_AHEAD_MAX } from '@tandem/schema/iteration/rules';
import { CalendarPlus } from 'lucide-react';
import { usePartnership } from '../partnership/use-partnership';
import { useAct } from '../platform/act';
import { client } from '../platform/apollo';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { PlanIterationDocument } from './plan-iteration.gql';
import { WeekPageDocument } from './week-page.gql';
import { weekName } from './week-words';

/** A week that nobody has planned: says what planning is, and begins it. */
export function UnplannedWeek({ isoWeek, current }: { isoWeek: string; current: string }) {
  const { id, canWrite } = usePartnership();
  const [plan, pending] = useAct(PlanIterationDocument, `${isoWeek} was not planned`);
  const ahead = weeksBetween(current, isoWeek);
  const begin = async () => {
    if (!(await plan({ partnershipId: id, isoWeek }))) return;
    await client.refetchQueries({ include: [WeekPageDocument] });
  };
  if (ahead < 0)
    return (
      <EmptyState title={`Nobody planned ${weekName(isoWeek)}`}>
        It is over, so it stays as it was. Plan this week, or one to come.
      </EmptyState>
    );
  if (ahead > WEEKS_AHEAD_MAX)
    return (
      <EmptyState title={`${isoWeek} is more than a year away`}>
        A plan that far ahead would be a wish. Come back when it is nearer.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<CalendarPlus size={22} aria-hidden />}
      title={`Nobody has planned ${weekName(isoWeek)} yet`}
      action={
        canWrite && (
          <Button variant="primary" onPress={() => void begin()} isPending={pending}>
            Plan {weekName(isoWeek)}
          </Button>
        )
      }
    >
      Planning is done together: write what the week is for, the vendor says how much it can take on, and stories move
      over from the backlog until it is full. Then both parties sign it.
    </EmptyState>
  );
}
