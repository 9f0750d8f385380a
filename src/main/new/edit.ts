/** Small edits of TypeScript text that do not depend on how it is laid out; the formatter tidies up afterwards. */
import { Usage } from './plan.ts';

/** Adds an import after the last one. */
export function addImport(source: string, line: string): string {
  if (source.includes(line)) return source;
  const imports = [...source.matchAll(/^(?:import|export)\s[^;]*?from\s+'[^']+';/gm)];
  const last = imports.at(-1);
  if (!last) return `${line}\n${source}`;
  const end = last.index + last[0].length;
  return `${source.slice(0, end)}\n${line}${source.slice(end)}`;
}

/** The position of the bracket that closes the one at `open`; strings and comments do not count. */
export function closing(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "'" || char === '"' || char === '`') {
      for (at++; source.charAt(at) !== char && at < source.length; at++) if (source.charAt(at) === '\\') at++;
    } else if (source.startsWith('//', at)) {
      at = source.indexOf('\n', at);
      if (at < 0) break;
    } else if (source.startsWith('/*', at)) {
      at = source.indexOf('*/', at) + 1;
    } else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth === 0) return at;
  }
  throw new Usage('a bracket is not closed');
}

/** Adds an entry at the end of the list or object whose opening bracket ends the match of `opener`. */
export function addEntry(source: string, opener: RegExp, entry: string): string {
  const match = opener.exec(source);
  if (!match) throw new Usage(`cannot find ${opener.source}; add by hand: ${entry}`);
  const open = match.index + match[0].length - 1;
  const close = closing(source, open);
  const inside = source
    .slice(open + 1, close)
    .trimEnd()
    .replace(/,$/, '');
  const between = inside.trim() === '' ? '' : ',';
  return `${source.slice(0, open + 1)}${inside}${between} ${entry}, ${source.slice(close)}`;
}

/** Adds to the list `property` of the feature's manifest, making the list when it is not there. */
export function addToManifest(source: string, property: string, entry: string): string {
  const there = new RegExp(`\\b${property}:\\s*\\[`);
  if (there.test(source)) return addEntry(source, there, entry);
  if (new RegExp(`\\b${property}\\b\\s*[,:]`).test(source)) {
    throw new Usage(`the manifest's ${property} is no plain list; add by hand: ${entry}`);
  }
  return addEntry(source, /:\s*Feature\s*=\s*\{/, `${property}: [${entry}]`);
}
