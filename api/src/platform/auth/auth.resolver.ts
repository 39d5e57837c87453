import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import {
  ChangePasswordInput,
  SignInInput,
  SignInPayload,
  SignInWithLinkInput,
  SignOutPayload,
  SignOutSessionInput,
  SignUpInput,
} from './auth.inputs.ts';
import { changePassword } from './change-password.ts';
import { Person } from './person.entity.ts';
import { type PersonRow, viewerPerson } from './person.ts';
import { Session } from './session.entity.ts';
import { type SessionRow, sessionsOf } from './sessions.sql.ts';
import { signIn } from './sign-in.ts';
import { signInWithLink } from './sign-in-with-link.ts';
import { signOut, signOutSession } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { ViewerObject } from './viewer.type.ts';

@Resolver(() => ViewerObject)
class ViewerResolver {
  @Query(() => ViewerObject, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  viewer(@Ctx() { viewer }: Context): ViewerObject | null {
    return viewer;
  }

  @FieldResolver(() => Person, { description: 'The viewer’s account.' })
  person(@Ctx() context: Context): Promise<PersonRow> {
    return viewerPerson(context);
  }

  @FieldResolver(() => [Session], {
    description: 'The browsers in which the viewer is signed in, the last used first; at most 200.',
  })
  sessions(@Ctx() context: Context): Promise<SessionRow[]> {
    return sessionsOf(context);
  }
}

@Resolver()
class AuthResolver {
  @Mutation(() => SignInPayload, {
    description:
      'Makes an account and signs it in. CONFLICT when the address has one; BAD_USER_INPUT names the field; RATE_LIMITED.',
  })
  async signUp(
    @Arg('input', () => SignUpInput, { description: 'The new account.' }) input: SignUpInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return { viewer: await signUp(context, input) };
  }

  @Mutation(() => SignInPayload, {
    description:
      'Signs in. UNAUTHENTICATED when the address and the password do not belong together; RATE_LIMITED after ten wrong ones.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return { viewer: await signIn(context, input) };
  }

  @Mutation(() => SignInPayload, {
    description:
      'Signs in with a link that works once. NOT_FOUND when it is not known, CONFLICT when it was used or has expired; RATE_LIMITED.',
  })
  async signInWithLink(
    @Arg('input', () => SignInWithLinkInput, { description: 'The link’s secret.' }) input: SignInWithLinkInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return { viewer: await signInWithLink(context, input) };
  }

  @Mutation(() => SignOutPayload, {
    description: 'Ends the session that asks and takes its cookie back. Its sockets close.',
  })
  async signOut(@Ctx() context: Context): Promise<SignOutPayload> {
    return { signedOut: await signOut(context) };
  }

  @Mutation(() => SignOutPayload, {
    description:
      'Ends one of the viewer’s sessions, on whatever browser. NOT_FOUND when it is not theirs or has ended.',
  })
  async signOutSession(
    @Arg('input', () => SignOutSessionInput, { description: 'Which session.' }) input: SignOutSessionInput,
    @Ctx() context: Context,
  ): Promise<SignOutPayload> {
    return { signedOut: await signOutSession(context, input) };
  }

  @Mutation(() => SignInPayload, {
    description:
      'Sets a new password, ends every other session and every open sign-in link. BAD_USER_INPUT when the current one is wrong; RATE_LIMITED.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return { viewer: await changePassword(context, input) };
  }
}

export const authResolvers = [ViewerResolver, AuthResolver] as const;
