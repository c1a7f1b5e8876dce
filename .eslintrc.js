const communityNodes = require('@n8n/eslint-plugin-community-nodes');

// Every rule that n8n has for packages outside its cloud, but one: gRPC needs run-time dependencies.
const communityRules = {
  ...communityNodes.configs.recommendedWithoutN8nCloudSupport.rules,
  '@n8n/community-nodes/no-runtime-dependencies': 'off',
};

module.exports = {
  root: true,
  env: { node: true, es2022: true },
  parser: '@typescript-eslint/parser',
  parserOptions: { project: './tsconfig.json', tsconfigRootDir: __dirname, extraFileExtensions: ['.json'] },
  plugins: ['@typescript-eslint', 'n8n-nodes-base', '@n8n/community-nodes'],
  ignorePatterns: ['dist', 'node_modules', '*.js', '*.mjs', 'test/recordings/*.json', 'nodes/**/*.json'],
  overrides: [
    {
      files: ['**/*.ts'],
      extends: ['plugin:@typescript-eslint/recommended-type-checked', 'prettier'],
      rules: {
        '@typescript-eslint/no-explicit-any': 'error',
        '@typescript-eslint/no-non-null-assertion': 'error',
        '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
        '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      },
    },
    {
      files: ['nodes/**/*.ts'],
      extends: ['plugin:n8n-nodes-base/nodes'],
      rules: {
        ...communityRules,
        // Older than NodeConnectionTypes, which the community plugin asks for instead of the text 'main'.
        'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
        'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
        // The reply as the server gives it is what all operations put out unless told otherwise.
        'n8n-nodes-base/node-param-default-wrong-for-simplify': 'off',
      },
    },
    {
      files: ['credentials/**/*.ts'],
      extends: ['plugin:n8n-nodes-base/credentials'],
      rules: {
        ...communityRules,
        // The rule wants a page of n8n's own documentation, which community packages do not have.
        'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
        // It goes by names and takes a field called "key" for harmless; ours holds a private key.
        '@n8n/community-nodes/credential-unnecessary-password': 'off',
      },
    },
    {
      files: ['sandbox/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
      rules: {
        '@typescript-eslint/no-base-to-string': 'off',
        '@typescript-eslint/restrict-template-expressions': 'off',
        '@typescript-eslint/unbound-method': 'off',
      },
    },
    {
      files: ['package.json'],
      parser: 'jsonc-eslint-parser',
      extends: ['plugin:n8n-nodes-base/community'],
      rules: communityRules,
    },
  ],
};
