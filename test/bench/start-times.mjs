// npm start in a fresh clone, then again: what a newcomer waits, packages from this machine's store where it has them.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT, spawnUntil } from './server-under-test.mjs';

const run_ = promisify(execFile);

export async function run(print) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tandem-clone-'));
  const clone = path.join(folder, 'tandem');
  try {
    await run_('git', ['clone', '--quiet', ROOT, clone]);
    const start = async () => {
      const server = await spawnUntil(
        'npm',
        ['start', '--silent', '--prefix', clone],
        { PORT: '0', CI: 'true' },
        /ready on \S+/,
      );
      const at = (pattern, last = false) =>
        (last
          ? server.lines.findLast(({ line }) => pattern.test(line))
          : server.lines.find(({ line }) => pattern.test(line))
        )?.at ?? Number.NaN;
      const figures = { allMs: server.tookMs, installMs: at(/^\[2\/6\]/), sampleMs: at(/^\[6\/6\]/) - at(/^\[5\/6\]/) };
      await server.stop();
      return figures;
    };
    const cold = await start();
    const warm = await start();
    const figures = { coldS: cold.allMs / 1000, installS: cold.installMs / 1000, warmS: warm.allMs / 1000 };
    print(`cold start: ${figures.coldS.toFixed(1)} s (target 60), of which packages ${figures.installS.toFixed(1)} s`);
    print(`second start: ${figures.warmS.toFixed(1)} s (target 8)`);
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
