import 'reflect-metadata';
import {
  Arg,
  Ctx,
  Extensions,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Context } from '../platform/context.ts';
import type { DirectField } from '../platform/graphql/direct.ts';
import type { DirectSubscription } from '../platform/graphql/direct-event.ts';
import type { Sharing } from '../platform/graphql/sharing.ts';
import { DocumentEvent, DocumentUpdates, type LiveEvent } from './live.type.ts';

@InputType({ description: 'Edits of a document that you have open.' })
class PushUpdateInput {
  @Field(() => ID, { description: 'The document.' })
  documentId!: string;
  @Field(() => ID, { description: 'The connectionId of your own open `document` subscription.' })
  connectionId!: string;
  @Field(() => [String], {
    description:
      'Yjs updates (encoding v1) in base64, in their order: at most 256, and 700 KiB decoded in all. All are taken or none.',
  })
  updates!: string[];
}

@InputType({ description: 'An update as it was relayed to you, whoever wrote it.' })
class SignedUpdateInput {
  @Field(() => String, { description: 'One of an event’s `updates`, unchanged.' })
  update!: string;
  @Field(() => String, { description: 'What stood in its place among the event’s `signatures`.' })
  signature!: string;
}

@InputType({ description: 'What you saw of others and was not called durable before your connection ended.' })
class HandInUpdatesInput {
  @Field(() => ID, { description: 'The document.' })
  documentId!: string;
  @Field(() => ID, { description: 'The connectionId of your own open `document` subscription.' })
  connectionId!: string;
  @Field(() => [SignedUpdateInput], {
    description: 'In the order in which they came: at most 256, and 700 KiB decoded in all.',
  })
  updates!: SignedUpdateInput[];
}

@InputType({ description: 'Where you are in a document that you have open.' })
class MovePresenceInput {
  @Field(() => ID, { description: 'The document.' })
  documentId!: string;
  @Field(() => ID, { description: 'The connectionId of your own open `document` subscription.' })
  connectionId!: string;
  @Field(() => String, { nullable: true, description: 'The part you are in, in at most 64 characters; null for none.' })
  field?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'A JSON object in at most 2,048 characters: the caret and selection as Yjs relative positions; null for none.',
  })
  cursor?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'True while you are typing.' })
  writing!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The edits are durable: no crash of the API or of PostgreSQL loses them.',
})
class PushUpdatePayload {
  @Field(() => Int, { description: 'The document’s durable sequence up to and including these updates.' })
  seq!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What was handed in is durable.' })
class HandInUpdatesPayload {
  @Field(() => Int, { description: 'The document’s durable sequence up to and including these updates.' })
  seq!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The others see where you are.' })
class MovePresencePayload {
  @Field(() => Boolean, { description: 'Always true.' })
  moved!: boolean;
}

@Resolver()
class LiveResolver {
  // The engine hands an event to the entitled only; who wrote and who is there is the same for all of them.
  @Extensions({
    sharing: { reach: { 'Writer.member': 'everyone', 'Presence.member': 'everyone' } } satisfies Sharing,
    ...({
      directEvent: (event) => (event instanceof DocumentUpdates ? 'DocumentUpdates' : null),
    } satisfies DirectSubscription),
  })
  @Subscription(() => DocumentEvent, {
    subscribe: ({ args, context }) => {
      const { services } = context as Context;
      return services.live.open(
        context as Context,
        args.documentId as string,
        (args.stateVector ?? null) as string | null,
      );
    },
    description:
      'Co-writing: opens a document, which has its entity’s id (a story’s is `document(documentId: story.id)`). Ends with NOT_FOUND when the ' +
      'viewer’s rights end, and with RESYNC when the client should open it again.',
  })
  document(
    @Arg('documentId', () => ID, { description: 'The document.' }) _documentId: string,
    @Arg('stateVector', () => String, {
      nullable: true,
      description: 'The Yjs state vector, in base64, of what you have; null for nothing.',
    })
    _stateVector: string | null,
    @Root() event: LiveEvent,
    @Ctx() context: Context,
  ): LiveEvent {
    // Names are read once for each event, never kept over events.
    context.memo.clear();
    return event;
  }

  @Extensions({ direct: (context, { input }) => pushUpdate(context, input as PushUpdateInput) } satisfies DirectField)
  @Mutation(() => PushUpdatePayload, {
    description:
      'Writes into a document. The others get it at once; the answer comes when it is durable. BAD_UPDATE, TOO_LARGE, MISSING_DEPS (with ' +
      '`stateVector`), FORBIDDEN or RATE_LIMITED (with `retryAfterMs`): nothing was changed and nobody received anything. Sent again, it acts once.',
  })
  pushUpdate(
    @Arg('input', () => PushUpdateInput, { description: 'The edits.' }) input: PushUpdateInput,
    @Ctx() context: Context,
  ): Promise<PushUpdatePayload> {
    return pushUpdate(context, input);
  }

  @Mutation(() => HandInUpdatesPayload, {
    description:
      'Brings back others’ words that a crash may have taken before they were durable, each under its own writer. What is there already ' +
      'changes nothing. FORBIDDEN for what this server did not sign for this document, and nothing of the rest is taken; MISSING_DEPS ' +
      'after 10 s without the words that they build on.',
  })
  async handInUpdates(
    @Arg('input', () => HandInUpdatesInput, { description: 'The updates with their signatures.' })
    input: HandInUpdatesInput,
    @Ctx() context: Context,
  ): Promise<HandInUpdatesPayload> {
    return { seq: await context.services.live.handIn(context, input) };
  }

  @Extensions({
    direct: (context, { input }) => movePresence(context, input as MovePresenceInput),
  } satisfies DirectField)
  @Mutation(() => MovePresencePayload, {
    description:
      'Says where you are: who you are is stamped by the server. It is not stored, and gone with your subscription. RATE_LIMITED past 60 a second.',
  })
  movePresence(
    @Arg('input', () => MovePresenceInput, { description: 'Where you are.' }) input: MovePresenceInput,
    @Ctx() context: Context,
  ): MovePresencePayload {
    return movePresence(context, input);
  }
}

async function pushUpdate(context: Context, input: PushUpdateInput): Promise<PushUpdatePayload> {
  return { seq: await context.services.live.push(context, input) };
}

function movePresence(context: Context, input: MovePresenceInput): MovePresencePayload {
  const { documentId, connectionId, field = null, cursor = null, writing } = input;
  return { moved: context.services.live.move(context, documentId, connectionId, { field, cursor, writing }) };
}

export const liveResolvers = [LiveResolver] as const;
