// Steps 1 and 2 of a start: the packages, then the build. Both are skipped when what they are made from has not changed.
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { ensureRedis } = require('./redis-for-tests.cjs');

const ROOT = path.resolve(__dirname, '../..');
const STAMPS = path.join(ROOT, 'node_modules/.cache/tandem');
const PNPM = 'pnpm@12.21.0';
/** The oldest Node that runs the API where we bring none along. */
const OWN_NODE_MIN = [22, 17];
const SOURCES = {
  install: [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'api/package.json',
    'web/package.json',
    'schema/package.json',
    'test/package.json',
  ],
  api: [
    'pnpm-lock.yaml',
    'tsconfig.base.json',
    'api/vite.config.ts',
    'api/tsconfig.json',
    'api/src',
    'api/migrations',
    'schema/src',
  ],
  web: [
    'pnpm-lock.yaml',
    'tsconfig.base.json',
    'web/vite.config.ts',
    'web/tsconfig.json',
    'web/index.html',
    'web/public',
    'web/src',
    'schema/src',
  ],
};

/** @param purpose start, test, check or bench: what to make ready; dev only installs. Only `start` goes on to steps 3 to 6. */
async function prepare(purpose) {
  if (purpose === 'test') ensureRedis();
  const of = purpose === 'start' ? 6 : purpose === 'dev' ? 1 : 2;
  await install(new Step(1, of, 'Installing packages'));
  if (purpose !== 'dev') await build(new Step(2, of, 'Building the API and the workspace'));
}

async function install(step) {
  const wanted = hashOf(SOURCES.install);
  const vite = path.join(ROOT, 'node_modules/vite/package.json');
  if (stamp('install') === wanted && fs.existsSync(vite)) return step.skip('Packages are installed');
  step.begin();
  // Without a terminal pnpm would stop and ask before it replaces a folder; CI=true answers.
  const said = await run(
    'npx',
    ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'],
    { CI: 'true' },
    (text) => {
      const [, resolved, , , added] = /resolved (\d+), reused (\d+), downloaded (\d+), added (\d+)/.exec(text) || [];
      if (resolved > 1) step.progress(`${added} of ${resolved}`);
    },
  );
  if (said !== null)
    throw failure(
      `The packages could not be installed. Check that this machine reaches the npm registry (npm ping), and start again. pnpm said:\n${said}`,
    );
  checkNode();
  saveStamp('install', wanted);
  step.end();
}

async function build(step) {
  checkNode();
  const due = [
    ['api', 'api/dist/main.js'],
    ['web', 'web/dist/index.html'],
  ]
    .map(([name, result]) => ({ name, result, wanted: hashOf(SOURCES[name]) }))
    .filter(({ name, result, wanted }) => stamp(name) !== wanted || !fs.existsSync(path.join(ROOT, result)));
  if (due.length === 0) return step.skip('The API and the workspace are built');
  step.begin();
  let done = 0;
  await Promise.all(
    due.map(async ({ name, wanted }) => {
      const said = await run(nodeCommand(), [path.join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', name], {});
      if (said !== null) throw failure(`The ${name === 'api' ? 'API' : 'workspace'} could not be built:\n${said}`);
      saveStamp(name, wanted);
      done += 1;
      step.progress(`${done} of ${due.length}`);
    }),
  );
  step.end();
}

/** The Node that came with the packages, or this one where there is none for the platform. */
function nodeCommand() {
  const bundled = path.join(ROOT, 'node_modules/.bin/node');
  return fs.existsSync(bundled) ? bundled : process.execPath;
}

function checkNode() {
  if (nodeCommand() !== process.execPath) return;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OWN_NODE_MIN[0] || (major === OWN_NODE_MIN[0] && minor < OWN_NODE_MIN[1]))
    throw failure(
      `On ${process.platform} ${process.arch} Tandem runs on the Node that you have, and needs ${OWN_NODE_MIN.join('.')} or later; this is ${process.version}. Install a newer one from https://nodejs.org and start again.`,
    );
}

/** Runs a command to its end; `look` sees what it prints. Null when all went well, else the last of what it said. */
function run(command, args, env, look = () => {}) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === 'win32';
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(-4000);
        look(text);
      });
    child.once('error', (error) =>
      reject(
        failure(
          error.code === 'ENOENT'
            ? `${command} was not found. It comes with npm: install npm, and start again.`
            : error.message,
        ),
      ),
    );
    child.once('close', (code, signal) =>
      signal === 'SIGINT' ? process.exit(130) : resolve(code === 0 ? null : said.trim()),
    );
  });
}

const failure = (message) => new Error(message);

/** One numbered line: rewritten in place on a terminal, and printed now and then elsewhere. */
class Step {
  constructor(number, of, title) {
    this.label = `[${number}/${of}] ${title}`;
    this.started = Date.now();
    this.detail = '';
  }
  begin() {
    if (process.stdout.isTTY) {
      this.show();
      this.timer = setInterval(() => this.show(), 500);
    } else this.print(`${this.label} …`);
  }
  progress(detail) {
    this.detail = `: ${detail}`;
    if (process.stdout.isTTY) this.show();
    else this.print(`${this.label}${this.detail} … ${this.seconds()} s`);
  }
  show() {
    process.stdout.write(`\r\x1b[K${this.label}${this.detail} … ${this.seconds()} s`);
  }
  end() {
    clearInterval(this.timer);
    const line = `${this.label} … done in ${this.seconds()} s`;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}\n`);
    else this.print(line);
  }
  skip(title) {
    this.print(`${this.label.slice(0, this.label.indexOf(']') + 1)} ${title}`);
  }
  print(line) {
    process.stdout.write(`${line}\n`);
  }
  seconds() {
    return Math.round((Date.now() - this.started) / 1000);
  }
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.arch);
  for (const each of paths)
    for (const file of filesUnder(path.join(ROOT, each))) hash.update(file).update(fs.readFileSync(file));
  return hash.digest('hex');
}

function filesUnder(place) {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [place];
  return fs
    .readdirSync(place)
    .sort()
    .flatMap((name) => filesUnder(path.join(place, name)));
}

function stamp(name) {
  try {
    return fs.readFileSync(path.join(STAMPS, name), 'utf8');
  } catch {
    return null;
  }
}

function saveStamp(name, value) {
  fs.mkdirSync(STAMPS, { recursive: true });
  fs.writeFileSync(path.join(STAMPS, name), value);
}

module.exports = { prepare };
