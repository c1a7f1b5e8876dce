/** Dynamic `import()` of ESM packages needs NODE_OPTIONS=--experimental-vm-modules, which `npm test` sets. */
const base = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }] },
  // A dynamic import names the compiled file.
  moduleNameMapper: { '^(\\.\\./nodes/.+)\\.js$': '$1' },
};

/** Folders that belong to a project beside its own. */
const FURTHER = { integration: ['reliability', 'scale'] };

module.exports = {
  testTimeout: 60_000,
  projects: ['unit', 'recordings', 'integration', 'e2e', 'editor', 'live'].map((name) => ({
    ...base,
    displayName: name,
    testMatch: [name, ...(FURTHER[name] ?? [])].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  })),
};
