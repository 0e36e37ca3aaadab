// Which ring may import what. The table of the house (README, "map of the house"), checked by `npm run check`.
// Everything that is not named here is forbidden.

const NODE = 'node:core';

/** @type {Record<string, {libs: string[], packages: string[], node: boolean}>} */
const RINGS = {
  contracts: { libs: [], packages: ['zod'], node: false },
  policy: { libs: ['contracts'], packages: [], node: false },
  // Server only, but pure: of node it takes what computes (see `domain-has-no-wires`).
  domain: { libs: ['contracts', 'policy'], packages: [], node: true },
  collab: { libs: ['contracts'], packages: ['yjs', 'y-protocols', 'lib0'], node: false },
  documents: {
    libs: ['contracts'],
    packages: ['yjs', 'lib0', '@tiptap/[^/]+', 'prosemirror-[^/]+'],
    node: false,
  },
  // zod: what comes back from a database passes a schema, as at every edge.
  persistence: {
    libs: ['contracts', 'domain', 'collab'],
    packages: ['dataloader', 'mongoose', 'zod'],
    node: true,
  },
  'embedded-mongodb': { libs: [], packages: [], node: true },
};

const SPEC = '\\.spec\\.tsx?$';

function ring(name, { libs, packages, node }) {
  const allowed = [
    `^libs/${name}/`,
    ...libs.map((lib) => `^libs/${lib}/src/index\\.ts$`),
    ...packages.map((pack) => `(^|/)node_modules/${pack}/`),
  ];
  const rules = [
    {
      name: `${name}-imports-only-its-own`,
      comment: `${name} -> ${[...libs, ...packages].join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: `^libs/${name}/src/`, pathNot: SPEC },
      to: { pathNot: allowed, dependencyTypesNot: ['core'] },
    },
  ];
  if (!node) {
    rules.push({
      name: `${name}-runs-anywhere`,
      comment: `${name} must run in a browser too, or be pure: no ${NODE} module`,
      severity: 'error',
      from: { path: `^libs/${name}/src/`, pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    });
  }
  return rules;
}

export default {
  forbidden: [
    ...Object.entries(RINGS).flatMap(([name, allowed]) => ring(name, allowed)),
    {
      name: 'domain-has-no-wires',
      comment: 'time, files, network and processes arrive by port',
      severity: 'error',
      from: { path: '^libs/domain/src/', pathNot: SPEC },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|http|https|http2|net|tls|dgram|dns|child_process|os|process|timers)(/|$)',
      },
    },
    {
      name: 'api-not-testing-not-web',
      comment: 'apps/api -> every lib but testing',
      severity: 'error',
      from: { path: '^apps/api/', pathNot: SPEC },
      to: { path: ['^libs/testing/', '^apps/web/', '^e2e/', '^scripts/'] },
    },
    {
      name: 'web-only-contracts-and-documents',
      comment: 'apps/web -> contracts, documents; it reads `abilities` from responses and knows no policy',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: SPEC },
      to: { path: ['^libs/(?!contracts/|documents/)', '^apps/api/', '^e2e/', '^scripts/'] },
    },
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'testing-only-by-tests',
      comment: 'libs/testing is for specs and e2e',
      severity: 'error',
      from: { pathNot: ['^libs/testing/', '^e2e/', SPEC] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'a-lib-is-entered-by-its-index',
      severity: 'error',
      from: {
        path: '^(libs/[^/]+|apps/[^/]+|e2e|scripts)/',
        pathNot: '^libs/testing/src/database/global-setup',
      },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^$1/' },
    },
    {
      name: 'no-circle',
      comment: 'a circle loads in an order nobody chose; types alone may point back',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^topojson-specification$'] },
    },
    {
      name: 'listed-in-package-json',
      comment: 'a package that only comes along with another one disappears with it',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [SPEC, '^libs/testing/'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shipped-code-needs-no-dev-package',
      comment: 'a production install has no devDependencies',
      severity: 'error',
      from: { path: '^(apps/api|libs)/', pathNot: [SPEC, '^libs/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
