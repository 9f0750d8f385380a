/**
 * How much a person waits for: the shell (everything the entry loads before it can paint) and what each route adds.
 * Pure, so that it can be tested; vite.config.ts feeds it the built chunks. Bytes are gzip.
 */
export interface Chunk {
  readonly file: string;
  readonly bytes: number;
  readonly styles: readonly string[];
  readonly imports: readonly string[];
  readonly later: readonly string[];
  /** The module this chunk was made for, when it was made for one. */
  readonly from: string;
  readonly entry: boolean;
}

export interface Sizes {
  readonly shell: number;
  readonly routes: readonly { readonly name: string; readonly bytes: number }[];
}

export const budget = { shell: 270 * 1024, route: 180 * 1024 } as const;

/** `styles`: gzip bytes of each style sheet by file name. */
export function weigh(chunks: readonly Chunk[], styles: ReadonlyMap<string, number>): Sizes {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]));
  const closure = (file: string, seen: Set<string>) => {
    const chunk = byFile.get(file);
    if (!chunk || seen.has(file)) return seen;
    seen.add(file);
    for (const next of chunk.imports) closure(next, seen);
    return seen;
  };
  const weightOf = (files: Iterable<string>, less: ReadonlySet<string> = new Set()) => {
    const sheets = new Set<string>();
    let bytes = 0;
    for (const file of files) {
      if (less.has(file)) continue;
      const chunk = byFile.get(file);
      bytes += chunk?.bytes ?? 0;
      for (const sheet of chunk?.styles ?? []) sheets.add(sheet);
    }
    for (const sheet of sheets) bytes += styles.get(sheet) ?? 0;
    return bytes;
  };
  const shellFiles = new Set<string>();
  for (const chunk of chunks) if (chunk.entry) closure(chunk.file, shellFiles);
  const screens = chunks.filter((chunk) => /\/features\/[^/]+\/screens\//.test(chunk.from) && !chunk.entry);
  return {
    shell: weightOf(shellFiles),
    routes: screens
      .map((chunk) => ({
        name: chunk.from.replace(/^.*\/features\//, ''),
        bytes: weightOf(closure(chunk.file, new Set()), shellFiles),
      }))
      .sort((a, b) => b.bytes - a.bytes),
  };
}

export function report(sizes: Sizes): { readonly text: string; readonly over: readonly string[] } {
  const line = (name: string, bytes: number, limit: number) =>
    `${(bytes / 1024).toFixed(1).padStart(7)} KB of ${(limit / 1024).toFixed(0)}  ${name}`;
  const rows = [
    { name: 'shell, first load', bytes: sizes.shell, limit: budget.shell as number },
    ...sizes.routes.map((route) => ({ ...route, limit: budget.route as number })),
  ];
  return {
    text: rows.map((row) => line(row.name, row.bytes, row.limit)).join('\n'),
    over: rows.filter((row) => row.bytes > row.limit).map((row) => line(row.name, row.bytes, row.limit).trim()),
  };
}
