import 'reflect-metadata';
import { timeOfDay } from '@tandem/schema/partnership/calendar';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { type PartyRow, partyById } from '../membership.ts';
import { Party } from '../party.entity.ts';
import { PartyPayload, SetWorkingCalendarInput, WorkingCalendar } from './calendar.type.ts';
import { calendarsOf } from './calendars.sql.ts';
import { setWorkingCalendar } from './set-working-calendar.ts';

@Resolver(() => Party)
export class CalendarResolver {
  @FieldResolver(() => WorkingCalendar, { description: 'When it works; what holds by default until it sets its own.' })
  async calendar(@Root() { id, partnershipId }: PartyRow, @Ctx() context: Context): Promise<WorkingCalendar> {
    const calendar = (await calendarsOf(context, partnershipId)).get(id);
    if (!calendar) throw new Error(`party ${id} has no calendar`);
    const { timeZone, weekdays, opensAt, closesAt, named, updatedAt } = calendar;
    const hours = { opensAt: timeOfDay(opensAt), closesAt: timeOfDay(closesAt) };
    return { timeZone, weekdays, ...hours, holidays: named, setAt: updatedAt };
  }

  @Mutation(() => PartyPayload, {
    description:
      'Sets when a party works. FORBIDDEN for everybody but its leads. BAD_USER_INPUT names the field: a day that does not exist or is there twice, closing before opening, no weekday, an unknown zone, over 400 holidays.',
  })
  async setWorkingCalendar(
    @Arg('input', () => SetWorkingCalendarInput, { description: 'All of it, as it shall stand.' })
    input: SetWorkingCalendarInput,
    @Ctx() context: Context,
  ): Promise<PartyPayload> {
    return { party: await partyById(context, await setWorkingCalendar(context, input)) };
  }
}
