import { AnswerConcern } from '@tandem/schema/iteration/concern';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { stopClock } from './concern-clock.ts';
import { type ConcernCommand, editConcern } from './edit-concern.ts';
import { judgesOf, tellOfConcern } from './tell-of-concern.ts';

/** The owner's answer, which stops the clock; a further one adds to it. @throws Refusal as editConcern, BAD_USER_INPUT. */
export async function answerConcern(
  services: Services,
  actor: MemberRow,
  command: ConcernCommand & { text: string },
): Promise<void> {
  const { text } = parseInput(AnswerConcern, command);
  await editConcern(
    services,
    actor,
    command,
    'ANSWER',
    ({ concern, key }) => {
      concern.state = 'ANSWERED';
      stopClock(concern);
      return { kind: 'ANSWERED', text, summary: `answered ${key} for ${actor.party.name}` };
    },
    async ({ concern, key, em, at }) =>
      tellOfConcern(em, concern, {
        ...{ kind: 'CONCERN_ANSWERED', actorId: actor.id, at, memberIds: await judgesOf(em, concern) },
        text: `${actor.name} answers ${key} (${concern.title}): ${text}`,
      }),
  );
}
