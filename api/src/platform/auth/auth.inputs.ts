import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ViewerObject } from './viewer.type.ts';

@InputType({ description: 'What a new account takes.' })
export class SignUpInput {
  @Field(() => String, { description: 'The name everybody will see, 1 to 80 characters.' })
  name!: string;
  @Field(() => String, { description: 'An address nobody else has signed up with.' })
  email!: string;
  @Field(() => String, { description: '10 to 200 characters.' })
  password!: string;
  @Field(() => String, { description: 'IANA time zone, such as Europe/London.' })
  timeZone!: string;
}

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'The address of the account, in any case.' })
  email!: string;
  @Field(() => String, { description: 'Its password.' })
  password!: string;
}

@InputType({ description: 'The secret of a sign-in link.' })
export class SignInWithLinkInput {
  @Field(() => String, { description: 'What follows the # in the link. It works once, within 24 hours.' })
  token!: string;
}

@InputType({ description: 'Which browser to sign out.' })
export class SignOutSessionInput {
  @Field(() => ID, { description: 'One of the viewer’s own sessions.' })
  sessionId!: string;
}

@InputType({ description: 'A new password for the viewer’s account.' })
export class ChangePasswordInput {
  @Field(() => String, {
    nullable: true,
    description: 'The password until now; left out only by somebody who never had one.',
  })
  currentPassword?: string | null;
  @Field(() => String, { description: '10 to 200 characters.' })
  newPassword!: string;
}

@ObjectType({ description: 'Who is signed in now. The session comes as a cookie.' })
export class SignInPayload {
  @Field(() => ViewerObject, { description: 'The person who is signed in now.' })
  viewer!: ViewerObject;
}

@ObjectType({ description: 'What signing out did.' })
export class SignOutPayload {
  @Field(() => Boolean, { description: 'True when a session ended; false when there was none.' })
  signedOut!: boolean;
}
