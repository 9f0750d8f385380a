/** The page's style and script: built beside the server's bundle (`h5.json`), or on the spot when the program runs from its source. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A style and a script, built from src/h5. */
export interface Assets {
  readonly css: string;
  readonly js: string;
}

const BUILT = 'h5.json';
const BUILDER = join('tools', 'build', 'h5.mjs');

export interface PageAssets extends Assets {
  /** Nothing runs, nothing is loaded but what the page itself carries. */
  readonly policy: string;
}

let loading: Promise<PageAssets> | undefined;

export function loadAssets(): Promise<PageAssets> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<PageAssets> {
  const { survey } = await loadBuilt();
  return { ...survey, policy: policyOf(survey) };
}

/** Whatever strangers' browsers are given. */
export interface Built {
  readonly survey: Assets;
  /** The chat: what a page embeds, and the window in its frame. */
  readonly chat: Assets & { readonly loader: string };
}

let built: Promise<Built> | undefined;

export function loadBuilt(): Promise<Built> {
  built ??= readBuilt().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return built;
}

async function readBuilt(): Promise<Built> {
  const file = join(import.meta.dirname, BUILT);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Built;
  const { buildH5 } = (await import(pathToFileURL(findAbove(BUILDER)).href)) as { buildH5: () => Promise<Built> };
  return buildH5();
}

function findAbove(name: string): string {
  for (let folder: string = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) throw new Error(`${name} is nowhere above ${import.meta.dirname}`);
  }
}

function policyOf({ css, js }: Assets): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(js)}`,
    `style-src ${hash(css)}`,
    'img-src data:',
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    // The console shows pages in a frame that looks like a phone.
    "frame-ancestors 'self'",
  ].join('; ');
}
