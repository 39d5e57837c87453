import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  documents: ['src/**/*.graphql'],
  generates: {
    'src/operations.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        useTypeImports: true,
        documentNodeImport: '@apollo/client#TypedDocumentNode',
        enumsAsTypes: true,
        strictScalars: true,
        avoidOptionals: { field: true },
        scalars: { DateTimeISO: 'string', ID: 'string' },
        nonOptionalTypename: true,
        skipTypeNameForRoot: true,
      },
    },
  },
};
export default config;
