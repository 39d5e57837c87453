import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Every setting, with a sound default. The only reader of the environment. */
export interface Config {
  port: number;
  host: string;
  /** Where people reach the workspace, without a slash at the end: links and the Origin check use it. */
  publicUrl: string;
  dataDir: string;
  /** Null: the embedded PostgreSQL under `dataDir` is started. */
  databaseUrl: string | null;
  /** The Redis-protocol server by which several nodes on one database tell each other at once. Null: one node, or slower ones. */
  redisUrl: string | null;
  /** The server that takes e-mail over, with user and password if it wants them. Null: each mail is a line in the log. */
  smtpUrl: string | null;
  /** Whose name and address e-mails bear. */
  mailFrom: { name: string; address: string };
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** The built workspace's folder. */
  webDir: string;
}

/** A setting that cannot be used: the message is one sentence for the operator. */
export class SettingError extends Error {}

const ROOT = rootAbove(path.dirname(fileURLToPath(import.meta.url)));
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** @throws SettingError naming the setting and what it takes. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = portFrom(env.PORT ?? '4000');
  const publicUrl = urlFrom('PUBLIC_URL', env.PUBLIC_URL || `http://localhost:${port}`, ['http:', 'https:']);
  return {
    port,
    host: env.HOST || '127.0.0.1',
    publicUrl: publicUrl.replace(/\/+$/, ''),
    dataDir: path.resolve(env.DATA_DIR || path.join(ROOT, '.data')),
    databaseUrl: env.DATABASE_URL ? urlFrom('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']) : null,
    redisUrl: env.REDIS_URL ? urlFrom('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:']) : null,
    smtpUrl: env.SMTP_URL ? urlFrom('SMTP_URL', env.SMTP_URL, ['smtp:', 'smtps:']) : null,
    mailFrom: senderFrom(env.MAIL_FROM || `Tandem <no-reply@${new URL(publicUrl).hostname}>`),
    logLevel: logLevelFrom(env.LOG_LEVEL || 'warn'),
    webDir: path.join(ROOT, 'web', 'dist'),
  };
}

/** The checkout: this module lies at another depth once it is built. */
function rootAbove(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(path.join(folder, 'pnpm-workspace.yaml')) || parent === folder ? folder : rootAbove(parent);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new SettingError(`PORT is “${text}”; set it to a number from 0 to 65535, such as 4000.`);
  return port;
}

function urlFrom(name: string, text: string, protocols: string[]): string {
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
    throw new SettingError(
      `${name} is not a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}; correct it or leave it out.`,
    );
  return text;
}

/** “Tandem <tandem@example.org>” or the address alone. */
function senderFrom(text: string): Config['mailFrom'] {
  const [, name = '', address] = /^([^<>\p{Cc}]*)<([^\s<>@]+@[^\s<>@]+)>$/u.exec(text) ?? ['', '', text];
  if (!address || !/^[^\s<>@]+@[^\s<>@]+$/.test(address))
    throw new SettingError(`MAIL_FROM is “${text}”; set it to an address, such as Tandem <tandem@example.org>.`);
  return { name: name.trim().replace(/^"(.*)"$/, '$1') || 'Tandem', address };
}

function logLevelFrom(text: string): Config['logLevel'] {
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw new SettingError(`LOG_LEVEL is “${text}”; set it to one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}
