// Who may import whom: platform ← live ← slices ← main. A slice knows the base slice, and of another only its rows.
const SLICES = 'story|iteration|meeting|health|analytics|sample';
const COMPOSITION = '^api/src/(main|app|schema|emit-schema)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment:
        'Two modules that need each other are one, or a third is missing between them; a lazily loaded part may know its host.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'platform-knows-no-slice',
      severity: 'error',
      from: { path: '^api/src/platform/' },
      to: { path: '^api/src/(?!platform/)' },
    },
    {
      name: 'live-knows-no-slice',
      severity: 'error',
      from: { path: '^api/src/live/' },
      to: { path: '^api/src/(?!platform/|live/)' },
    },
    {
      name: 'the-base-slice-knows-no-other',
      severity: 'error',
      from: { path: '^api/src/partnership/' },
      to: { path: `^api/src/(${SLICES})/`, pathNot: '\\.entity\\.ts$' },
    },
    {
      name: 'of-another-slice-only-its-rows',
      comment:
        'A slice may import partnership, and *.entity.ts of another; the sample fills every slice through its commands.',
      severity: 'error',
      from: { path: '^api/src/(story|iteration|health|analytics)/' },
      to: { path: `^api/src/(${SLICES})/`, pathNot: ['^api/src/$1/', '\\.entity\\.ts$'] },
    },
    {
      name: 'the-meeting-acts-through-what-it-is-about',
      comment:
        'A verdict moves a story and an action is a promise: the meeting stands on story and iteration, and uses their commands.',
      severity: 'error',
      from: { path: '^api/src/meeting/' },
      to: { path: '^api/src/(health|analytics|sample)/', pathNot: '\\.entity\\.ts$' },
    },
    {
      name: 'only-the-composition-composes',
      severity: 'error',
      from: { path: '^api/src/', pathNot: COMPOSITION },
      to: { path: COMPOSITION },
    },
    { name: 'web-knows-no-api', severity: 'error', from: { path: '^web/' }, to: { path: '^(api|test)/' } },
    { name: 'api-knows-no-web', severity: 'error', from: { path: '^api/' }, to: { path: '^(web|test)/' } },
    { name: 'schema-knows-nobody', severity: 'error', from: { path: '^schema/' }, to: { path: '^(api|web|test)/' } },
    {
      name: 'schema-uses-yjs-and-valibot',
      severity: 'error',
      from: { path: '^schema/src/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'],
        pathNot: 'node_modules/(yjs|valibot)/',
      },
    },
    {
      name: 'ui-knows-no-slice',
      comment: 'web/ui holds components that know no slice.',
      severity: 'error',
      from: { path: '^web/src/ui/' },
      to: { path: '^web/src/(partnership|story|live)/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
