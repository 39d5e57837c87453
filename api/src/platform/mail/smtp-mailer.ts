import { MailRefused, MailServerAway } from './mail-errors.ts';
import type { Mail, Mailer } from './mailer.ts';

/** A server that is slower than this is not waited for: the next minute tries again. */
const PATIENCE_MS = 10_000;
/** For a whole mail, however slowly its parts go: shorter than the time for which a mail is claimed. */
const SEND_MAX_MS = 60_000;

/** Opens a connection for each mail, so that an idle server holds none. Never reads files or addresses that a mail names. */
export function smtpMailer(url: string, from: { name: string; address: string }): Mailer {
  return {
    async send({ id, to, subject, text, html }: Mail) {
      // Loaded by the first mail: most of the time none is under way.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        ...{ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
        ...{ disableFileAccess: true, disableUrlAccess: true },
      });
      const host = from.address.split('@')[1] ?? 'localhost';
      const sent = transport.sendMail({
        from,
        to: { name: oneLine(to.name), address: to.address },
        subject: oneLine(subject),
        ...{ text, html, messageId: `<${id}@${host}>` },
        // Out-of-office answers to a machine help nobody (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      try {
        await within(sent, SEND_MAX_MS);
      } catch (error) {
        throw asMailError(error);
      } finally {
        transport.close();
      }
    },
  };
}

/** A line break in a name or a subject would begin another header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

async function within<T>(sending: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MailServerAway(`the server did not take the mail within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A refused recipient or content is this mail's; whatever else went wrong would meet the next one too. */
function asMailError(error: unknown): Error {
  if (error instanceof MailServerAway) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return code === 'EENVELOPE' || code === 'EMESSAGE'
    ? new MailRefused(message, { cause: error })
    : new MailServerAway(message, { cause: error });
}
