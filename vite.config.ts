import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { tokensAsCss } from './src/console/css.ts';
import { report, weigh } from './src/console/weight.ts';

/** The tokens go into the head, so that the first paint has its colours before any script runs. */
const tokens: Plugin = {
  name: 'huixiang-tokens',
  transformIndexHtml: () => [
    { tag: 'style', attrs: { id: 'tokens' }, children: tokensAsCss(), injectTo: 'head-prepend' },
  ],
};

/** Prints what the shell and each route weigh, and fails the build over budget. */
const weight: Plugin = {
  name: 'huixiang-weight',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).flatMap((file) =>
      file.type === 'chunk'
        ? [
            {
              file: file.fileName,
              bytes: gzipSync(file.code).length,
              styles: [...(file.viteMetadata?.importedCss ?? [])],
              imports: file.imports,
              later: file.dynamicImports,
              from: file.facadeModuleId ?? '',
              entry: file.isEntry,
            },
          ]
        : [],
    );
    const styles = new Map(
      Object.values(bundle).flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.css')
          ? [[file.fileName, gzipSync(file.source).length] as const]
          : [],
      ),
    );
    const sizes = weigh(chunks, styles);
    const { text, over } = report(sizes);
    this.info(`\n${text}`);
    if (over.length > 0) this.error(`over the weight budget: ${over.join('; ')}`);
  },
};

/** The server sends `.br` or `.gz` beside a file when the browser takes it, instead of compressing at each request. */
const compressed: Plugin = {
  name: 'huixiang-compressed',
  apply: 'build',
  // From what stands on disk: vite fills in the preload lists of lazy imports after the other plugins have seen the bundle.
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!/\.(js|css|html|svg)$/.test(name)) continue;
      const source = readFileSync(join(dir, name));
      // Under a packet compression saves nothing.
      if (source.length < 1400) continue;
      writeFileSync(join(dir, `${name}.gz`), gzipSync(source, { level: 9 }));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(source, { params }));
    }
  },
};

// vitest reads this file too when it has none of its own: it must not inherit the console's root.
export default defineConfig(({ mode }) =>
  process.env.VITEST
    ? {}
    : {
        root: 'src/console',
        base: '/',
        plugins: [react(), tokens, weight, compressed],
        server: {
          port: Number(process.env.CONSOLE_PORT ?? 5173),
          // '^/api/' and not '/api': api.ts is a module of ours.
          proxy: { '^/api/': process.env.HUIXIANG_API ?? 'http://127.0.0.1:8080' },
        },
        build: {
          outDir: '../../dist/console',
          emptyOutDir: true,
          target: 'es2022',
          sourcemap: mode === 'development',
          // Chunks are warned about by our own budget, which counts what a route really loads.
          chunkSizeWarningLimit: 2000,
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [
                  // Only what the first load needs whatever happens is pinned; antd's parts and the query builder
                  // follow the routes that use them: a group of their own drew what they share with the shell into it (347 KB).
                  {
                    name: 'react',
                    test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/,
                    priority: 20,
                  },
                  { name: 'words', test: /node_modules[\\/](i18next|react-i18next|dayjs)[\\/]/, priority: 20 },
                  { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 20 },
                  // Whatever else the first load needs comes in two files in place of forty; antd's part stays as it is in most releases.
                  { name: 'antd', tags: ['$initial'], test: /node_modules/, priority: 15 },
                  { name: 'shell', tags: ['$initial'], priority: 10 },
                ],
              },
            },
          },
        },
      },
);
