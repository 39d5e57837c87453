import { type Config, SettingError } from './config.ts';

/** The database's address without its password, for the operator's screen and log. */
export function describeDatabase(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

/** What an operator can do about a failed start, as one sentence; what has no such sentence comes back unchanged. */
export function explainStartError(error: unknown, config: Config): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = causeOf(error);
  const at = config.databaseUrl ? describeDatabase(config.databaseUrl) : 'the embedded PostgreSQL';
  if (code === 'EADDRINUSE' && isListen(error))
    return new SettingError(
      `Port ${config.port} is taken by another program; stop that one, or start Tandem on another with PORT=${config.port + 1} npm start.`,
    );
  if (code === 'EACCES' && isListen(error))
    return new SettingError(
      `This user may not listen on port ${config.port}; choose one above 1023, such as PORT=4000 npm start.`,
    );
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(cause) ||
    /timeout exceeded when trying to connect/i.test(String(error))
  )
    return new SettingError(
      `No database answers at ${at}; start it or correct DATABASE_URL, or leave DATABASE_URL out to use the embedded one.`,
    );
  if (['28P01', '28000'].includes(cause))
    return new SettingError(`The database at ${at} refuses this user or password; correct them in DATABASE_URL.`);
  if (cause === '3D000')
    return new SettingError(
      `The database server answers, but ${at} does not exist there; create it, or correct DATABASE_URL.`,
    );
  if (cause === '42501')
    return new SettingError(
      `The database user may not create tables in ${at}; grant it CREATE on the database and on its schema public, or use the database’s owner in DATABASE_URL.`,
    );
  return error;
}

const isListen = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === 'listen';

/** The driver's code, under whatever wrapped it. */
function causeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause ?? ('previous' in at ? at.previous : undefined)) {
    if (at instanceof AggregateError && at.errors.length > 0) return causeOf(at.errors[0]);
    if ('code' in at && at.code) return String(at.code);
  }
  return '';
}
