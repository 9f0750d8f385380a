/** The style and the script of the customer's page, small and in one piece each: es2019 for old WebViews. */
import { join } from 'node:path';
import { root } from './stale.mjs';

/** @returns {Promise<{ css: string; js: string }>} */
export async function buildH5() {
  const { build } = await import('esbuild');
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
    logLevel: 'warning',
  };
  const [js, css] = await Promise.all([
    build({
      ...common,
      entryPoints: [join(root, 'src/h5/island/index.ts')],
      format: 'iife',
      platform: 'browser',
      target: 'es2019',
      charset: 'utf8',
    }),
    build({ ...common, entryPoints: [join(root, 'src/h5/page/page.css')], target: ['chrome66', 'safari12'] }),
  ]);
  return { css: css.outputFiles[0].text.trim(), js: js.outputFiles[0].text.trim() };
}
