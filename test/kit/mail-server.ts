import { SMTPServer } from 'smtp-server';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  /** Whom the server was asked to give it to. */
  recipients: string[];
  /** By their names in lower case, unfolded, in their order. */
  headers: [name: string, value: string][];
  raw: string;
}

export interface MailServer {
  url: string;
  mails: ReceivedMail[];
  /** Addresses that it does not know. */
  unknown: Set<string>;
  /** How many mails it takes before it answers no more, while their senders wait. */
  silentAfter: number;
  /** How many wait for an answer. */
  waiting(): number;
  close(): Promise<void>;
}

/** A real SMTP server on a free port, or on one that another had before. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let waiting = 0;
  const smtp = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], closeTimeout: 100 },
    onRcptTo({ address }, _session, done) {
      done(server.unknown.has(address) ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        raw += text;
      });
      stream.on('end', () => {
        mails.push({
          raw,
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          headers: headersOf(raw),
        });
        if (mails.length <= server.silentAfter) done(null, 'Taken');
        else waiting += 1;
      });
    },
  });
  // A sender that is killed resets its connection.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  const address = smtp.server.address();
  const server: MailServer = {
    url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    mails,
    unknown: new Set(),
    silentAfter: Infinity,
    waiting: () => waiting,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}

function headersOf(raw: string): ReceivedMail['headers'] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return head.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
}

/** The only header of that name. @throws Error when there is none or another. */
export function headerOf({ headers }: ReceivedMail, name: string): string {
  const found = headers.filter(([one]) => one === name);
  if (found.length !== 1) throw new Error(`${found.length} headers are named ${name}`);
  return found[0]?.[1] ?? '';
}
