import type { CodegenConfig } from '@graphql-codegen/cli';

const shapes = {
  useTypeImports: true,
  strictScalars: true,
  avoidOptionals: { field: true },
  scalars: { Date: 'string', DateTimeISO: 'string', ID: 'string' },
  nonOptionalTypename: true,
  skipTypeNameForRoot: true,
};

/** Beside each x.graphql its x.gql.ts: a page loads the operations that it uses, and each fragment once. */
const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  documents: ['src/**/*.graphql'],
  generates: {
    'src/schema-types.ts': {
      plugins: ['typescript-operations'],
      config: { ...shapes, generateOperationTypes: false },
    },
    'src/': {
      preset: 'near-operation-file',
      presetConfig: { extension: '.gql.ts', baseTypesPath: 'schema-types.ts' },
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        ...shapes,
        importSchemaTypesFrom: 'src/schema-types.ts',
        documentNodeImport: '@apollo/client#TypedDocumentNode',
      },
    },
  },
};
export default config;
