import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** react-aria ships its strings in 34 languages in every bundle; the pages are in English until they are translated. */
function englishStringsOnly(): Plugin {
  const other = /[\\/]intl[\\/].*[\\/]?(?!en-)[a-z]{2}-[A-Z]{2}\.mjs$/;
  return {
    name: 'english-strings-only',
    enforce: 'pre',
    load(id) {
      return /react-(aria|stately)/.test(id) && other.test(id) ? 'export default {};' : null;
    },
  };
}

/** Each icon from its own file: through the package's index, every icon of any page would be one of the shell's. */
function iconsByFile(): Plugin {
  const fileOf = new Map<string, string>();
  return {
    name: 'icons-by-file',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const index = await this.resolve('lucide-react');
      for (const [, names = '', file = ''] of readFileSync(index?.id ?? '', 'utf8').matchAll(
        /^export \{ (.*) \} from '\.\/icons\/(.*)\.mjs';$/gm,
      ))
        for (const [, name = ''] of names.matchAll(/default as (\w+)/g)) fileOf.set(name, file);
    },
    transform(code, id) {
      if (id.includes('node_modules')) return null;
      const direct = code.replace(/^import \{([^}]*)\} from 'lucide-react';/gm, (whole, names: string) => {
        const icons = names.split(',').map((name) => name.trim().split(' as '));
        return icons
          .filter(([name = '']) => fileOf.has(name))
          .map(([name = '', as = name]) => `import ${as} from 'lucide-react/icons/${fileOf.get(name)}';`)
          .concat(whole.replace(/[^\n]/g, '')) // The lines after it keep their numbers.
          .join('');
      });
      return { code: direct, map: null };
    },
  };
}

/** The two fonts are asked for beside the script rather than after the style sheet: the text settles sooner. */
function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        return Object.keys(bundle ?? {})
          .filter((file) => file.endsWith('.woff2'))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

/** What every page needs, in one file: it compresses better than the twenty into which sharing would split it. */
function oneShell(): { plugin: Plugin; holds: (id: string) => boolean } {
  const shell = new Set<string>();
  return {
    holds: (id) => shell.has(id),
    plugin: {
      name: 'one-shell',
      buildEnd() {
        const visit = (id: string): void => {
          if (shell.has(id)) return;
          shell.add(id);
          for (const next of this.getModuleInfo(id)?.importedIds ?? []) visit(next);
        };
        for (const id of this.getModuleIds()) if (this.getModuleInfo(id)?.isEntry) visit(id);
      },
    },
  };
}

const shell = oneShell();

export default defineConfig({
  plugins: [englishStringsOnly(), iconsByFile(), react(), preloadFonts(), shell.plugin],
  server: { proxy: { '/graphql': { target: 'http://localhost:4000', ws: true }, '/files': 'http://localhost:4000' } },
  build: {
    manifest: true,
    target: 'es2023',
    sourcemap: true,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shell', test: shell.holds }] } } },
  },
});
