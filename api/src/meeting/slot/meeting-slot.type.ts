import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import { MEETING_DEFAULTS } from '@tandem/schema/meeting/rules';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../../partnership/mutation-input.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Partnership } from '../../partnership/partnership.entity.ts';

@ObjectType({ simpleResolvers: true, description: 'When a partnership meets, in its own zone.' })
export class MeetingSlot {
  @Field(() => Int, {
    description:
      'ISO weekday, 1 (Monday) to 7 (Sunday). On the day on which iterations begin, it looks back on the one that has just ended.',
  })
  weekday!: number;
  @Field(() => Int, { description: 'Minutes after midnight in the partnership’s zone, 0 to 1,439.' })
  startsAt!: number;
  @Field(() => Int, { description: 'How long it lasts, in minutes: 15 to 240.' })
  duration!: number;
  @Field(() => Int, { description: 'Every so many weeks, 1 to 4.' })
  everyWeeks!: number;
  @Field(() => Int, { description: 'How many people of each party make what is decided count at once, 1 to 20.' })
  quorum!: number;
  @Field(() => Int, { description: 'How many hours after its start absent people may give a verdict, 0 to 336.' })
  verdictHours!: number;
  @Field(() => String, { description: 'The question of the pulse, 1 to 200 characters.' })
  pulseQuestion!: string;
  @Field(() => [SlotTime], { description: 'The next time, UTC, beside each party’s own clock.' })
  next!: SlotTime[];
}

@ObjectType({ simpleResolvers: true, description: 'The next time of a slot on a party’s own clock.' })
export class SlotTime {
  @Field(() => Party, { description: 'Whose clock.' })
  party!: object;
  @Field(() => GraphQLISODateTime, { description: 'The instant, UTC.' })
  at!: Date;
  @Field(() => String, { description: 'The IANA zone of that party’s calendar, to show it in.' })
  timeZone!: string;
}

@InputType({ description: 'When a partnership meets.' })
export class SetMeetingSlotInput extends MutationInput {
  @Field(() => ID, { description: 'Which partnership.' })
  partnershipId!: PartnershipId;
  @Field(() => Int, { description: 'ISO weekday, 1 (Monday) to 7 (Sunday).' })
  weekday!: number;
  @Field(() => Int, { description: 'Minutes after midnight in the partnership’s zone, 0 to 1,439.' })
  startsAt!: number;
  @Field(() => Int, {
    defaultValue: MEETING_DEFAULTS.duration,
    description: 'How long it lasts, in minutes: 15 to 240.',
  })
  duration!: number;
  @Field(() => Int, { defaultValue: 1, description: 'Every so many weeks, 1 to 4.' })
  everyWeeks!: number;
  @Field(() => Int, {
    defaultValue: MEETING_DEFAULTS.quorum,
    description: 'How many people of each party make a quorum, 1 to 20.',
  })
  quorum!: number;
  @Field(() => Int, {
    defaultValue: MEETING_DEFAULTS.verdictHours,
    description: 'How many hours after its start absent people may give a verdict, 0 to 336.',
  })
  verdictHours!: number;
  @Field(() => String, {
    defaultValue: MEETING_DEFAULTS.pulseQuestion,
    description: 'The question of the pulse, 1 to 200 characters.',
  })
  pulseQuestion!: string;
}

@InputType({ description: 'Whose slot ends: no further meetings are scheduled by themselves.' })
export class EndMeetingSlotInput extends MutationInput {
  @Field(() => ID, { description: 'Which partnership.' })
  partnershipId!: PartnershipId;
}

@InputType({ description: 'A link for a calendar program.' })
export class MakeCalendarFeedInput extends MutationInput {
  @Field(() => ID, { description: 'Of which partnership’s meetings.' })
  partnershipId!: PartnershipId;
}

@ObjectType({ description: 'The partnership with its slot as it stands now.' })
export class MeetingSlotPayload {
  @Field(() => Partnership, { description: 'With the new `meetingSlot`.' })
  partnership!: object;
}

@ObjectType({ description: 'A calendar program’s link. It is shown once: a new one takes its place.' })
export class CalendarFeedPayload {
  @Field(() => String, {
    description: 'The address of an iCalendar feed (RFC 5545); whoever has it reads the meetings’ times.',
  })
  url!: string;
}
