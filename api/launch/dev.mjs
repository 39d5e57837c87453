// Edits live in two or three seconds: the API is built and restarted on each change, the workspace has Vite's own server.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let server = null;
let turn = Promise.resolve();

const stop = () =>
  new Promise((resolve) => {
    if (!server || server.exitCode !== null) return resolve();
    server.once('exit', resolve);
    server.kill('SIGTERM');
  });

// One restart after another: two servers at a time would contend for the database's folder.
const restart = () => {
  turn = turn.then(stop).then(() => {
    server = spawn(process.execPath, ['--enable-source-maps', path.join(ROOT, 'api/dist/main.js')], {
      stdio: 'inherit',
    });
  });
};

await build({
  root: path.join(ROOT, 'api'),
  build: { watch: {} },
  plugins: [{ name: 'restart', closeBundle: restart }],
});
const web = await createServer({ root: path.join(ROOT, 'web') });
await web.listen();
web.printUrls();

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    Promise.all([web.close(), turn.then(stop)]).then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
