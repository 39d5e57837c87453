import type { Services } from '../../platform/context.ts';
import { MailServerAway } from '../../platform/mail/mail-errors.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import { type Claimed, forget, markSent } from './unsent.sql.ts';

/** Then the rest waits for the next minute: a slow mail server must not keep back what else the clock makes due. */
const RUN_MAX_MS = 40_000;

/**
 * Sends what `claim` claims, one mail after another, until there is no more, the server is away or it takes too long. What does
 * not go stays claimed for a while and is tried again, ever more slowly, for as long as it takes.
 * @param claim the notifications of one mail; none when there is no more.
 * @returns how many mails went.
 */
export async function deliverAll(
  services: Services,
  claim: () => Promise<Claimed[] | null>,
  compose: (publicUrl: string, claimed: readonly Claimed[], first: Claimed) => Mail,
): Promise<number> {
  const { sql, mailer, log, clock, config } = services;
  const until = performance.now() + RUN_MAX_MS;
  let sent = 0;
  while (performance.now() < until) {
    const claimed = await claim();
    if (!claimed) break;
    const [first] = claimed;
    if (!first) continue;
    const ids = claimed.map(({ id }) => id);
    if (first.silent) {
      await sql.rows(forget, ids);
      continue;
    }
    try {
      await mailer.send(compose(config.publicUrl, claimed, first));
    } catch (error) {
      log.warn({ err: error, notificationIds: ids }, 'an e-mail could not be sent; it is tried again later');
      if (error instanceof MailServerAway) break;
      continue;
    }
    await sql.rows(markSent, clock.now(), ids);
    sent += 1;
  }
  return sent;
}
