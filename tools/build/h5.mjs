/** What strangers' browsers are given: the style and the script of the customer's page and of the chat, small and in one piece each. */
import { join } from 'node:path';
import { root } from './stale.mjs';

/** es2019 for old WebViews. @returns {Promise<{ survey: Page; chat: Page & { loader: string } }>} @typedef {{ css: string; js: string }} Page */
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
  const one = async (entry, options) => {
    const { outputFiles } = await build({ ...common, ...options, entryPoints: [join(root, 'src/h5', entry)] });
    return outputFiles[0].text.trim();
  };
  const script = (entry) => one(entry, { format: 'iife', platform: 'browser', target: 'es2019', charset: 'utf8' });
  const style = (entry) => one(entry, { target: ['chrome66', 'safari12'] });
  const [js, css, chatJs, chatCss, loader] = await Promise.all([
    script('island/index.ts'),
    style('page/page.css'),
    script('chat/frame.ts'),
    style('chat/frame.css'),
    script('chat/loader.ts'),
  ]);
  return { survey: { css, js }, chat: { css: chatCss, js: chatJs, loader } };
}
