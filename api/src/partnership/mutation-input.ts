import 'reflect-metadata';
import { Field, ID, InputType } from 'type-graphql';

/** What every mutation of a partnership's record carries. */
@InputType()
export class MutationInput {
  @Field(() => ID, {
    description: 'A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same.',
  })
  mutationId!: string;
}
