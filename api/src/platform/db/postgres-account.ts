import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { SettingError } from '../config.ts';

/** As whom PostgreSQL runs. It refuses to run as root, so root lends it another account. */
export interface PostgresAccount {
  /** The owner that its files must have. */
  owner: { uid: number; gid: number };
  /** What a command and its arguments become under this account. */
  under(command: string, args: string[]): { command: string; args: string[]; options: { uid?: number; gid?: number } };
}

const NOBODY = 65_534;
const CAN_ENTER = 'test -x "$0" && test -r "$1" && test -x "$2"';

const asUser = (uid: number, gid: number): PostgresAccount => ({
  owner: { uid, gid },
  under: (command, args) => ({ command, args, options: { uid, gid } }),
});

/**
 * For a checkout under a home that only root can enter: a user namespace in which root's own id reads as nobody's.
 * Weaker than being nobody (root's files stay readable to it), so it comes second.
 */
const asMappedRoot: PostgresAccount = {
  owner: { uid: 0, gid: 0 },
  under: (command, args) => ({
    command: 'unshare',
    args: ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--', command, ...args],
    options: {},
  }),
};

const asMyself = (uid: number, gid: number): PostgresAccount => ({
  owner: { uid, gid },
  under: (command, args) => ({ command, args, options: {} }),
});

/**
 * The account that can reach both the binaries and the data directory.
 * @throws SettingError when root finds none, or when the data belongs to somebody else.
 */
export function chooseAccount(binaries: string, dir: string, data: string): PostgresAccount {
  const uid = process.getuid?.() ?? 0;
  const existing = statSync(data, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (existing && existing.uid !== uid)
      throw new SettingError(
        `${data} belongs to another user (id ${existing.uid}); start Tandem as that user, or set DATA_DIR to a folder of your own.`,
      );
    return asMyself(uid, process.getgid?.() ?? uid);
  }
  const reach = [path.join(binaries, 'bin', 'postgres'), path.join(binaries, 'share'), dir];
  // Data that an ordinary user made stays theirs, so that they can start it again themselves.
  const theirs = existing && existing.uid !== 0 ? [asUser(existing.uid, existing.gid)] : [];
  for (const account of [...theirs, asUser(NOBODY, NOBODY), asMappedRoot]) {
    const probe = account.under('/bin/sh', ['-c', CAN_ENTER, ...reach]);
    if (spawnSync(probe.command, probe.args, { ...probe.options, cwd: '/', stdio: 'ignore' }).status === 0)
      return account;
  }
  throw new SettingError(
    `PostgreSQL does not run as root, and the user nobody cannot enter ${dir}; start Tandem as an ordinary user, move it to a folder that others may enter, or set DATABASE_URL.`,
  );
}

/** Runs a command under the account to its end. @throws Error with what it said. */
export async function runAs(account: PostgresAccount, command: string, args: string[], cwd: string): Promise<void> {
  const run = account.under(command, args);
  const child = spawn(run.command, run.args, { ...run.options, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new Error(`${path.basename(command)} ended with ${code}: ${said.trim()}`);
}
