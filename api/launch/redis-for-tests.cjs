// The tests of several nodes need a real redis-server. Where it is missing and can be installed, it is; else those tests say so.
const { spawnSync } = require('node:child_process');

function ensureRedis() {
  if (spawnSync('redis-server', ['--version']).status === 0) return;
  const isRoot = process.getuid !== undefined && process.getuid() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.log('Installing redis-server for the tests of several nodes (apt-get)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']])
    if (spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) return;
}

module.exports = { ensureRedis };
