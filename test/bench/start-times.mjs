// npm start in a fresh clone, then again: what a newcomer waits. With every package downloaded, and with those this machine has.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT, spawnUntil } from './server-under-test.mjs';

/** @param home where npm and pnpm keep what they downloaded. */
async function start(clone, home) {
  // As a newcomer's shell has it: no package of this checkout first on the path.
  const PATH = process.env.PATH.split(':')
    .filter((place) => !place.includes('node_modules'))
    .join(':');
  const server = await spawnUntil('npm', ['start'], { PORT: '0', CI: 'true', PATH, HOME: home }, /ready on \S+/, clone);
  const installed = server.lines.find(({ line }) => line.startsWith('[2/6]'));
  await server.stop();
  return { allS: server.tookMs / 1000, packagesS: (installed?.at ?? Number.NaN) / 1000 };
}

export async function run(print) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tandem-clone-'));
  try {
    for (const [what, home] of [
      ['every package downloaded', path.join(folder, 'home')],
      ['packages from this machine’s store', process.env.HOME],
    ]) {
      const clone = path.join(folder, what.replaceAll(' ', '-'));
      await mkdir(home, { recursive: true });
      await promisify(execFile)('git', ['clone', '--quiet', ROOT, clone]);
      const cold = await start(clone, home);
      print(
        `first start, ${what}: ${cold.allS.toFixed(1)} s (target 60), of which packages ${cold.packagesS.toFixed(1)} s`,
      );
      const warm = await start(clone, home);
      print(`second start: ${warm.allS.toFixed(1)} s (target 8)`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
