import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Member } from '../../partnership/member.entity.ts';
import { MutationInput } from '../../partnership/mutation-input.ts';
import { Day } from '../../platform/graphql/day.ts';
import { StandupEntry } from './standup-entry.entity.ts';

export type LocalDay = 'TO_COME' | 'UNDER_WAY' | 'OVER';
export const LocalDays: { readonly [day in LocalDay]: day } = {
  TO_COME: 'TO_COME',
  UNDER_WAY: 'UNDER_WAY',
  OVER: 'OVER',
};
registerEnumType(LocalDays, {
  name: 'LocalDay',
  description: 'How a calendar day stands for somebody, by their own clock.',
  valuesConfig: {
    TO_COME: { description: 'It has not begun where they are.' },
    UNDER_WAY: { description: 'It is this day where they are.' },
    OVER: { description: 'It has ended where they are.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Somebody who has not posted for a day.' })
export class StandupAbsence {
  @Field(() => Member, { description: 'Who: a member of that day who writes.' })
  member!: Member;
  @Field(() => LocalDays, { description: 'How that day stands where they are.' })
  day!: LocalDay;
  @Field(() => String, { description: 'What their clock shows now, such as 06:40.' })
  localTime!: string;
  @Field(() => Boolean, { description: 'Whether their party works that day: false on a holiday and at a weekend.' })
  works!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'One day of a partnership’s stand-up, as each member lives it.' })
export class Standup {
  @Field(() => Day, { description: 'The day.' })
  on!: string;
  @Field(() => [StandupEntry], { description: 'What was posted for it: the client’s first, then as they were posted.' })
  entries!: readonly object[];
  @Field(() => [StandupAbsence], {
    description:
      'Who has not posted, of those who belonged to it that day and write: the client’s first, as they joined.',
  })
  waiting!: readonly object[];
  @Field(() => StandupEntry, {
    nullable: true,
    description: 'The viewer’s own last entry before this day: what was next then is a beginning for what is done now.',
  })
  previous!: object | null;
}

@InputType({ description: 'What the viewer says of a day, all of it. At least one of the three says something.' })
export class PostStandupInput extends MutationInput {
  @Field(() => ID, { description: 'Where.' })
  partnershipId!: PartnershipId;
  @Field(() => Day, {
    nullable: true,
    description: 'The viewer’s own present day, which it is without this. Another is BAD_USER_INPUT: over, or to come.',
  })
  on?: string | null;
  @Field(() => String, { defaultValue: '', description: 'What they have done, at most 4,000 characters.' })
  done!: string;
  @Field(() => String, { defaultValue: '', description: 'What they do next, at most 4,000 characters.' })
  next!: string;
  @Field(() => String, { defaultValue: '', description: 'What concerns them, at most 2,000 characters.' })
  concern!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A mutation’s stand-up entry.' })
export class StandupPayload {
  @Field(() => StandupEntry, { description: 'The entry as it stands after the mutation.' })
  entry!: StandupEntry;
}
