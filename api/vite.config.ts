import { defineConfig } from 'vite';

// oxc reads experimentalDecorators and emitDecoratorMetadata from this package's tsconfig.json.
export default defineConfig(({ mode }) => ({
  build: {
    ssr: mode === 'emit' ? 'src/emit-schema.ts' : 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node22',
    sourcemap: true,
  },
  ssr: { noExternal: [/^@tandem\//] },
}));
