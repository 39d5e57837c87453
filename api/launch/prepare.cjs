// Runs before anything is installed, on whatever Node there is: this file stays ES5, so that an old one can read the sentence.
var major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    'Tandem needs Node 20 or later, and this is ' +
      process.version +
      '. Install a newer one from https://nodejs.org and start again.',
  );
  process.exit(1);
}
require('./install-and-build.cjs')
  .prepare(process.argv[2] || 'start')
  .catch(function (error) {
    console.error('\n' + error.message);
    process.exit(error.exitCode || 1);
  });
