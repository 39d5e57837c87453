import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { PartnershipId, PersonId } from '@tandem/schema/ids';
import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import type { Context, Services } from '../context.ts';

/** All answers kept; the oldest used go first. */
const KEPT_MAX_BYTES = 24 * 1024 * 1024;
const ANSWER_MAX_BYTES = 1024 * 1024;
/** These change without a change of the partnership: with the clock, with each edit before it becomes rows, or for one member alone. */
const TIMED_FIELDS = new Set([
  ...['invitations', 'versions', 'inkRuns', 'textAt', 'diff'],
  ...['inbox', 'unreadCount', 'notificationSettings'],
  ...['currentIteration', 'phase', 'burnUp', 'lastVelocities', 'velocityHistory'],
  ...['workingDaysLeft', 'workingDaysOpen'],
  ...['waiting', 'today'],
  'meetingSlot',
]);

interface Answer {
  partnershipId: PartnershipId;
  seq: number;
  contentType: string;
  body: Buffer;
}

declare module '../context.ts' {
  interface Services {
    /** The partnership's newest sequence, read now; null when the person does not belong to it. */
    sequenceFor(partnershipId: PartnershipId, personId: PersonId): Promise<number | null>;
  }
}

/**
 * Answers to queries about one partnership, kept under its change number. The number is read for each request, together
 * with the asker's membership, so an answer is exactly as fresh as the history, and rights lost are lost at once.
 */
export class AnswerCache {
  readonly #answers = new Map<string, Answer>();
  #bytes = 0;

  constructor(private readonly services: Services) {}

  keyOf(personId: PersonId, body: unknown, accept: string): string {
    return createHash('sha1')
      .update(`${personId}\n${accept}\n${JSON.stringify(body)}`)
      .digest('base64');
  }

  async find(key: string, personId: PersonId): Promise<Answer | null> {
    const answer = this.#answers.get(key);
    if (!answer) return null;
    const seq = await this.services.sequenceFor(answer.partnershipId, personId);
    this.#drop(key, answer);
    if (seq !== answer.seq) return null;
    this.#keep(key, answer);
    return answer;
  }

  keep(key: string, context: Context, contentType: string, body: Buffer): void {
    if (!context.answer.keepable || !context.answer.readAt || body.length > ANSWER_MAX_BYTES) return;
    const earlier = this.#answers.get(key);
    if (earlier) this.#drop(key, earlier);
    this.#keep(key, { ...context.answer.readAt, contentType, body });
    for (const [oldest, answer] of this.#answers) {
      if (this.#bytes <= KEPT_MAX_BYTES) break;
      this.#drop(oldest, answer);
    }
  }

  #keep(key: string, answer: Answer): void {
    this.#answers.set(key, answer);
    this.#bytes += answer.body.length;
  }

  #drop(key: string, answer: Answer): void {
    if (this.#answers.delete(key)) this.#bytes -= answer.body.length;
  }
}

/** Marks the operations whose answers may be kept: one `partnership`, nothing that the clock changes, no error. */
export function keepablePlugin(): ApolloServerPlugin<Context> {
  const known = new WeakMap<DocumentNode, boolean>();
  const isKeepable = (document: DocumentNode, operation: OperationDefinitionNode): boolean => {
    let keepable = known.get(document);
    if (keepable === undefined) {
      keepable =
        document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1 &&
        readsOnePartnership(document, operation);
      known.set(document, keepable);
    }
    return keepable;
  };
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ document, operation, contextValue, errors }) => {
        contextValue.answer.keepable =
          !errors?.length && document !== undefined && operation !== undefined && isKeepable(document, operation);
      },
    }),
  };
}

function readsOnePartnership(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const [root, ...others] = operation.selectionSet.selections;
  if (
    operation.operation !== 'query' ||
    others.length > 0 ||
    root?.kind !== Kind.FIELD ||
    root.name.value !== 'partnership'
  )
    return false;
  let timed = false;
  visit(document, {
    Field: ({ name }) => {
      timed ||= TIMED_FIELDS.has(name.value);
    },
    NamedType: ({ name }) => {
      timed ||= name.value === 'Invitation';
    },
  });
  return !timed;
}
