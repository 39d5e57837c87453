import 'reflect-metadata';
import type { PartyId } from '@tandem/schema/ids';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Day } from '../../platform/graphql/day.ts';
import { MutationInput } from '../mutation-input.ts';
import { Party } from '../party.entity.ts';

@ObjectType({ simpleResolvers: true, description: 'A day that a party does not work.' })
export class Holiday {
  @Field(() => Day, { description: 'Which day, in the calendar’s zone.' })
  on!: string;
  @Field(() => String, { description: 'What it is called, 1 to 80 characters.' })
  name!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'When a party works. Response times towards it are counted in these hours.',
})
export class WorkingCalendar {
  @Field(() => String, { description: 'The IANA zone that its days and hours are in.' })
  timeZone!: string;
  @Field(() => [Int], { description: 'ISO weekdays worked, 1 (Monday) to 7 (Sunday), ascending.' })
  weekdays!: readonly number[];
  @Field(() => String, { description: 'When work starts, such as 09:00.' })
  opensAt!: string;
  @Field(() => String, { description: 'When work ends, later than it starts and at most 24:00.' })
  closesAt!: string;
  @Field(() => [Holiday], { description: 'Days not worked, ascending, at most 400.' })
  holidays!: readonly Holiday[];
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'When it was last set, UTC; null while it is what holds by default: Monday to Friday, 09:00 to 17:00, in the partnership’s zone.',
  })
  setAt!: Date | null;
}

@InputType({ description: 'A day that a party does not work.' })
export class HolidayInput {
  @Field(() => Day, { description: 'Which day; each once.' })
  on!: string;
  @Field(() => String, { description: 'What it is called, 1 to 80 characters.' })
  name!: string;
}

@InputType({ description: 'A party’s working calendar, all of it.' })
export class SetWorkingCalendarInput extends MutationInput {
  @Field(() => ID, { description: 'The viewer’s own party.' })
  partyId!: PartyId;
  @Field(() => String, { description: 'The IANA zone that its days and hours are in, such as Asia/Kolkata.' })
  timeZone!: string;
  @Field(() => [Int], { description: 'ISO weekdays worked, 1 (Monday) to 7 (Sunday); at least one.' })
  weekdays!: number[];
  @Field(() => String, { description: 'When work starts, two digits each for hour and minute, such as 09:00.' })
  opensAt!: string;
  @Field(() => String, { description: 'When work ends, later than it starts; 24:00 is the end of the day.' })
  closesAt!: string;
  @Field(() => [HolidayInput], { description: 'Days not worked, at most 400.' })
  holidays!: HolidayInput[];
}

@ObjectType({ description: 'The party as it stands now.' })
export class PartyPayload {
  @Field(() => Party, { description: 'The party.' })
  party!: object;
}
