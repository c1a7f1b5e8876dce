// `isolatedModules` compiles each file alone, which is fast; types are checked by `npm run typecheck`.
const compilerOptions = { target: 'ES2022', module: 'Node16', esModuleInterop: true, isolatedModules: true };

/** The recordings of a real Zitadel, replayed against the stand-in (or the server that ZITADEL_URL names). */
module.exports = {
  displayName: 'recordings',
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: compilerOptions }] },
};
