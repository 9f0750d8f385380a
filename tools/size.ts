import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Sizes {
  readonly files: number;
  readonly median: number;
  readonly p95: number;
  /** Files over the hard limit, with their lines. */
  readonly over: readonly string[];
}

export const LIMITS = { median: 80, p95: 350, most: 500 } as const;

/** Generated files, lists of words and data that happen to be TypeScript say nothing about how code is cut. */
const APART = /(\/words\/|\/words(-[a-z]+)?\.ts$|\/cases\/|\/golden\/|\/generated\/|\.d\.ts$)/;

/** Lines of every source file below `folders`; tests count, being code that is read and changed as well. */
export function measure(root: string, folders: readonly string[]): Sizes {
  const sizes = folders
    .flatMap((folder) =>
      (readdirSync(join(root, folder), { recursive: true }) as string[]).map((file) => `${folder}/${file}`),
    )
    .filter((file) => /\.(ts|tsx|mjs|css)$/.test(file) && !APART.test(file))
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0;
  return {
    files: sizes.length,
    median: at(0.5),
    p95: at(0.95),
    over: sizes.filter(({ lines }) => lines > LIMITS.most).map(({ file, lines }) => `${file}: ${lines}`),
  };
}
