import { GraphQLError } from 'graphql';

/** The stable `extensions.code` of every expected failure. Clients branch on these, people read the message. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'BAD_UPDATE'
  | 'MISSING_DEPS'
  | 'TOO_LARGE'
  | 'RESYNC';

/** An expected failure: its message reaches the person as it stands, so it says what to do. */
export class Refusal extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message, { extensions: { ...details, code } });
    this.name = 'Refusal';
  }
}

export const notFound = (what: string): Refusal =>
  new Refusal(
    'NOT_FOUND',
    `There is no such ${what}, or you have no access to it. Check the link, or ask its party for an invitation.`,
  );
export const forbidden = (message: string): Refusal => new Refusal('FORBIDDEN', message);
export const badInput = (field: string, message: string): Refusal => new Refusal('BAD_USER_INPUT', message, { field });
export const conflict = (message: string): Refusal => new Refusal('CONFLICT', message);
export const unauthenticated = (): Refusal =>
  new Refusal('UNAUTHENTICATED', 'You are signed out. Sign in and try again.');
