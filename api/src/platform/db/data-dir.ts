import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { access, chown, constants, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SettingError } from '../config.ts';
import { type PostgresAccount, runAs } from './postgres-account.ts';

/** The major version of the binaries: the files of another one cannot be opened by them. */
const MAJOR = '18';
const COPE = 'set DATA_DIR to a folder of its own, or set DATABASE_URL';

/** Where the embedded server keeps its things inside DATA_DIR. */
export interface DataDir {
  dir: string;
  cluster: string;
  passwordFile: string;
}

export const dataDirAt = (dir: string): DataDir => ({
  dir,
  cluster: path.join(dir, 'postgres'),
  passwordFile: path.join(dir, 'postgres-password'),
});

/** Makes the folder, or sees that an existing one is ours to use. @throws SettingError in one sentence. */
export async function openDataDir({ dir, cluster, passwordFile }: DataDir): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o711 });
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    const names = await readdir(dir);
    if (names.includes('PG_VERSION'))
      throw new SettingError(`${dir} is itself the data of a PostgreSQL server; ${COPE}.`);
    if (!names.includes('postgres')) return;
    const version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(missing)) ?? '';
    if (version.trim() !== MAJOR) throw new SettingError(`${cluster} is not data of PostgreSQL ${MAJOR}; ${COPE}.`);
    if (!(await readFile(passwordFile, 'utf8').catch(missing)))
      throw new SettingError(
        `${passwordFile} is missing or empty, so that the database beside it cannot be opened; put it back, or ${COPE}.`,
      );
  } catch (error) {
    if (error instanceof SettingError) throw error;
    throw new SettingError(
      `${dir} cannot be read and written (${codeOf(error)}); correct its permissions, or ${COPE}.`,
    );
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
const missing = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/**
 * Marks the folder as used by this process. A mark left by a process that died is taken over.
 * @returns gives the folder back.
 * @throws SettingError when another Tandem that still lives holds it.
 */
export async function claimDataDir(dir: string): Promise<() => Promise<void>> {
  const file = path.join(dir, 'tandem.pid');
  const mine = markOf(process.pid);
  for (;;) {
    try {
      await writeFile(file, mine ?? String(process.pid), { flag: 'wx', mode: 0o644 });
      return () => rm(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const held = (await readFile(file, 'utf8').catch(missing)) ?? '';
    const pid = Number.parseInt(held, 10);
    if (held !== '' && held === markOf(pid))
      throw new SettingError(
        `Another Tandem (process ${pid}) uses ${dir}; stop it, or give this one its own DATA_DIR and PORT.`,
      );
    await rm(file, { force: true });
  }
}

/** A process id with its start time, so that a reused id is not taken for the process that died. Null when none lives. */
function markOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces: fields are counted after it. 19 further is the start time, in ticks since boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${pid} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** Creates the cluster if there is none, and sees that the account owns it. @returns the password. */
export async function prepareCluster(place: DataDir, binaries: string, account: PostgresAccount): Promise<string> {
  const { dir, cluster, passwordFile } = place;
  const { uid, gid } = account.owner;
  const existing = await stat(cluster).catch(missing);
  if (!existing) {
    // Created aside and renamed: a start that was cut off leaves nothing that looks like a database.
    const draft = `${cluster}.new`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    await rm(passwordFile, { force: true });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (process.getuid?.() === 0) await Promise.all([draft, passwordFile].map((file) => chown(file, uid, gid)));
    await runAs(account, path.join(binaries, 'bin', 'initdb'), initArgs(draft, passwordFile), dir);
    await rename(draft, cluster);
  } else if (existing.uid !== uid) {
    // The folder's permissions changed between two starts, and root now runs it under the other account.
    await runAs(
      { ...account, under: (command, args) => ({ command, args, options: {} }) },
      'chown',
      ['-R', `${uid}:${gid}`, cluster],
      dir,
    );
  }
  return readFile(passwordFile, 'utf8');
}

const initArgs = (data: string, passwordFile: string): string[] => [
  ...['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
];
