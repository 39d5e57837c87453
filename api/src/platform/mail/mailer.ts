import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import { smtpMailer } from './smtp-mailer.ts';

/** One e-mail to one person. Control characters in its names and subject never become headers. */
export interface Mail {
  /** Unique, and the same when it is sent again: the receiving side may then show a repeat once. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Resolves when the next server has taken it over. @throws MailRefused, or MailServerAway when no other would go either. */
  send(mail: Mail): Promise<void>;
}

declare module '../context.ts' {
  interface Services {
    mailer: Mailer;
  }
}

/** By the server that SMTP_URL names; without one, each mail is a line in the log instead. */
export const mailerFor = (config: Config, log: FastifyBaseLogger): Mailer =>
  config.smtpUrl ? smtpMailer(config.smtpUrl, config.mailFrom) : loggingMailer(log);

const loggingMailer = (log: FastifyBaseLogger): Mailer => ({
  async send({ id, to, subject }) {
    log.info({ mailId: id, to: to.address, subject }, 'no SMTP_URL is set: this e-mail goes nowhere');
  },
});
