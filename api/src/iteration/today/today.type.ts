import 'reflect-metadata';
import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';

const WaitingKinds = {
  STORY_TO_AGREE: 'STORY_TO_AGREE',
  STORY_TO_SHOW: 'STORY_TO_SHOW',
  STORY_TO_JUDGE: 'STORY_TO_JUDGE',
  STORY_RETURNED: 'STORY_RETURNED',
  QUESTION_TO_ANSWER: 'QUESTION_TO_ANSWER',
  COMMITMENT_TO_SIGN: 'COMMITMENT_TO_SIGN',
  AGREEMENT_TO_SIGN: 'AGREEMENT_TO_SIGN',
  CONCERN_TO_ANSWER: 'CONCERN_TO_ANSWER',
  CONCERN_TO_JUDGE: 'CONCERN_TO_JUDGE',
  PROMISE_TO_ANSWER: 'PROMISE_TO_ANSWER',
  PROMISE_DUE: 'PROMISE_DUE',
  PROMISE_TO_CONFIRM: 'PROMISE_TO_CONFIRM',
  PROMISE_TO_RENEGOTIATE: 'PROMISE_TO_RENEGOTIATE',
  STANDUP_TO_POST: 'STANDUP_TO_POST',
  SCOPE_CHANGED: 'SCOPE_CHANGED',
} as const;
export type WaitingKind = keyof typeof WaitingKinds;
registerEnumType(WaitingKinds, {
  name: 'WaitingKind',
  description: 'What is waited for; each is gone once it is done.',
  valuesConfig: {
    STORY_TO_AGREE: {
      description:
        'Criteria that the party does not agree to as they stand; `count` says how many. Of stories that are planned, that another party has agreed to, or whose words changed since the party did; and all that the viewer owns.',
    },
    STORY_TO_SHOW: { description: 'A story that the viewer is building.' },
    STORY_TO_JUDGE: { description: 'A delivered story, for the client to accept or return.' },
    STORY_RETURNED: { description: 'A story that came back; `detail` is why.' },
    QUESTION_TO_ANSWER: { description: 'An open question to the party.' },
    COMMITMENT_TO_SIGN: { description: 'A week that is proposed and not signed by the party.' },
    AGREEMENT_TO_SIGN: { description: 'A version of the working agreement that the party has not signed.' },
    CONCERN_TO_ANSWER: { description: 'An open concern; at `dueAt` it climbs the ladder.' },
    CONCERN_TO_JUDGE: { description: 'A concern that is answered or resolved, for its raiser to close or reopen.' },
    PROMISE_TO_ANSWER: { description: 'A promise that is asked for: to be given or declined.' },
    PROMISE_DUE: { description: 'A promise that is due within three days.' },
    PROMISE_TO_CONFIRM: { description: 'A promise that is reported kept.' },
    PROMISE_TO_RENEGOTIATE: { description: 'Another day for a promise, to be consented to or refused.' },
    STANDUP_TO_POST: { description: 'The viewer’s own stand-up of today, on a day that their party works.' },
    SCOPE_CHANGED: { description: 'What somebody else changed in a signed week within the last two days.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One thing that waits for somebody.' })
export class WaitingItem {
  @Field(() => WaitingKinds, { description: 'What is waited for.' })
  kind!: WaitingKind;
  @Field(() => ID, {
    description: 'The object that it is about: a story, question, promise, concern, iteration, agreement.',
  })
  nodeId!: string;
  @Field(() => String, { description: 'What people call that: MT-104, P-7, C-4, 2026-W48, or the day of a stand-up.' })
  ref!: string;
  @Field(() => String, { description: 'Its words: a title, a question, what was promised; may be empty.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'A reason that was given with it; null for none.' })
  detail!: string | null;
  @Field(() => Int, { nullable: true, description: 'How many, where it is about several; null else.' })
  count!: number | null;
  @Field(() => GraphQLISODateTime, { description: 'Since when it waits, UTC.' })
  since!: Date;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until when it is in time, UTC; null without a day.',
  })
  dueAt!: Date | null;
  @Field(() => String, {
    description: 'Where it is done: what follows the partnership’s own address, such as /promises.',
  })
  path!: string;
  @Field(() => Party, { nullable: true, description: 'Whose move it is.' })
  party!: object | null;
  @Field(() => [Member], { description: 'Who of them is named; empty where it is anybody’s of that party.' })
  members!: object[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What waits, as this viewer sees it. Each list has the most pressing first, by when it is due and then by how long it waits, and ends after 100.',
})
export class Today {
  @Field(() => [WaitingItem], { description: 'Waits for the viewer by name.' })
  waitingOnMe!: WaitingItem[];
  @Field(() => [WaitingItem], { description: 'Waits for the viewer’s party: for others of it, or for anybody.' })
  waitingOnUs!: WaitingItem[];
  @Field(() => [WaitingItem], { description: 'Waits for another party.' })
  waitingOnThem!: WaitingItem[];
  @Field(() => [WaitingItem], {
    description: 'What others changed in the scope of signed weeks within two days, newest first.',
  })
  scopeChanges!: WaitingItem[];
}
