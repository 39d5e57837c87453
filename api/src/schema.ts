import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';
import { commitmentResolvers } from './iteration/commitment/commitment.resolver.ts';
import { iterationResolvers } from './iteration/iteration.resolver.ts';
import { concernResolvers } from './iteration/concern/concern.resolver.ts';
import { standupResolvers } from './iteration/standup/standup.resolver.ts';
import { todayResolvers } from './iteration/today/today.resolver.ts';
import { promiseResolvers } from './iteration/promise/promise.resolver.ts';
import { demoResolvers } from './meeting/demo/demo.resolver.ts';
import { meetingResolvers } from './meeting/meeting.resolver.ts';
import { minutesResolvers } from './meeting/minutes/minutes.resolver.ts';
import { recordResolvers } from './meeting/record/record.resolver.ts';
import { meetingSlotResolvers } from './meeting/slot/meeting-slot.resolver.ts';
import { liveResolvers } from './live/live.resolver.ts';
import { changeResolvers } from './partnership/change.resolver.ts';
import { hereResolvers } from './partnership/here.resolver.ts';
import { liveMemberResolvers } from './partnership/live-members.resolver.ts';
import { notificationResolvers } from './partnership/notification/notification.resolver.ts';
import { partnershipResolvers } from './partnership/partnership.resolver.ts';
import { authResolvers } from './platform/auth/auth.resolver.ts';
import { namingRowsAtOnce } from './platform/graphql/abstract-types.ts';
import { NodeResolver } from './platform/graphql/node.ts';
import { ServerTimeResolver } from './platform/graphql/server-time.ts';
import { storyResolvers } from './story/story.resolver.ts';

/** type-graphql wants one; each of our subscriptions brings its own stream, so a topic is a mistake. */
const NO_TOPICS: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('Subscriptions here have a stream of their own, not a topic.');
  },
};

/** Every resolver class there is: what is not in this list is not in the schema. */
const build = (): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: [
      NodeResolver,
      ServerTimeResolver,
      ...authResolvers,
      ...partnershipResolvers,
      ...notificationResolvers,
      ...changeResolvers,
      ...storyResolvers,
      ...iterationResolvers,
      ...commitmentResolvers,
      ...standupResolvers,
      ...concernResolvers,
      ...promiseResolvers,
      ...todayResolvers,
      ...meetingResolvers,
      ...meetingSlotResolvers,
      ...demoResolvers,
      ...recordResolvers,
      ...minutesResolvers,
      ...liveResolvers,
      ...liveMemberResolvers,
      ...hereResolvers,
    ],
    validate: false,
    pubSub: NO_TOPICS,
  });

export const makeSchema = async (): Promise<GraphQLSchema> => namingRowsAtOnce(await build());
