import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Party } from '../../partnership/party.entity.ts';

@ObjectType({ simpleResolvers: true, description: 'What became of a party’s promises.' })
export class PromiseReliability {
  @Field(() => Party, { description: 'The party that owed them.' })
  party!: object;
  @Field(() => Int, { description: 'How many the other side has confirmed as kept.' })
  kept!: number;
  @Field(() => Int, { description: 'How many were not kept by their day.' })
  missed!: number;
  @Field(() => Int, {
    description: 'How many got another day, by consent and in time; the later one counts by itself.',
  })
  renegotiated!: number;
  @Field(() => Int, { description: 'How many were asked for and not promised.' })
  declined!: number;
  @Field(() => Int, { description: 'How many are promised, or reported kept and not confirmed yet.' })
  open!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'kept ÷ (kept + missed), 0 to 1; null while none is decided. Renegotiated and declined ones count on neither side.',
  })
  ratio!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How long others have waited for a party, and for how much.' })
export class PartyWaiting {
  @Field(() => Party, { description: 'The party that is waited for.' })
  party!: object;
  @Field(() => Float, {
    description:
      'The sum, over what is open now, of the days since it was asked for: elapsed time in days of 24 hours, to a hundredth. Open are: promises it owes that are asked for or open (since they were made or asked for), questions to it that are open (since they were asked), concerns it owns that are open, so not answered (since they were raised), and its signature under what another party has proposed for signing (since then).',
  })
  openDays!: number;
  @Field(() => Int, { description: 'How many such things there are.' })
  items!: number;
  @Field(() => Float, {
    description:
      'The same sum over what was answered in the last 28 days, from when it was asked for until its answer: a promise reported kept, missed, renegotiated or declined; a question answered; a concern’s first answer; a signature given.',
  })
  answeredDays!: number;
  @Field(() => Int, { description: 'How many things were answered in the last 28 days.' })
  answeredItems!: number;
}
