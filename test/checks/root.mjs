import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What a git command prints, or null when it fails. */
export async function git(...args) {
  try {
    return (await run('git', args, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch {
    return null;
  }
}

export const trackedFiles = async () => ((await git('ls-files', '-z')) ?? '').split('\0').filter(Boolean);
