import 'reflect-metadata';
import { Ctx, GraphQLISODateTime, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';

@Resolver()
export class ServerTimeResolver {
  @Query(() => GraphQLISODateTime, {
    description: 'The server’s clock, UTC: by it every screen shows the same timer, whatever its own clock says.',
  })
  serverTime(@Ctx() { services }: Context): Date {
    return services.clock.now();
  }
}
