// One transform for everything, node_modules too: Nest is ESM-only and jest's loader is not (see CONTRIBUTING).
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true, tsx: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    // Beside the code, not in it: every suite compiles all it imports anew, and maps are most of the text.
    sourceMaps: true,
  },
];
const swcJs = [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
    module: { type: 'commonjs' },
    sourceMaps: true,
  },
];

export default {
  testEnvironment: 'node',
  testSequencer: '<rootDir>/scripts/lib/longest-first.mjs',
  globalSetup: '<rootDir>/libs/testing/src/database/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/database/global-teardown.mjs',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transform: { '\\.tsx?$': swc, '\\.m?js$': swcJs },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '^@kontor/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  testMatch: ['<rootDir>/{libs,apps,e2e}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/e2e/web/'],
  testTimeout: 60_000,
};
