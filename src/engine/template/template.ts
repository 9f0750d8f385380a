/** Texts with variables: `{{customer.first|您}}`. What stands between the braces is a path, and after a bar what is said when there is no value. */

export interface Variable {
  readonly path: string;
  /** null: without a value the text must not be used. */
  readonly fallback: string | null;
}

export type Part = string | Variable;

export interface Template {
  readonly parts: readonly Part[];
}

export interface TemplateFlaw {
  readonly kind: 'unclosed' | 'path';
  /** Characters from the beginning. */
  readonly at: number;
  readonly text: string;
}

/** A piece of a rendered text; pieces with a path came from a variable. */
export interface Segment {
  readonly text: string;
  readonly path?: string;
  /** The value was missing and the fallback stands in its place. */
  readonly fallback?: true;
}

export interface Rendered {
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Paths that had a value. */
  readonly used: readonly string[];
  /** Paths that had neither a value nor a fallback; the text leaves them out and must not be sent. */
  readonly missing: readonly string[];
}

export type Values = Readonly<Record<string, string | null | undefined>>;

const PATH = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/;

/** Takes any text: what is no variable is kept as it was written, and told as a flaw. */
export function compileTemplate(text: string): {
  readonly template: Template;
  readonly flaws: readonly TemplateFlaw[];
} {
  const parts: Part[] = [];
  const flaws: TemplateFlaw[] = [];
  const keep = (piece: string) => {
    const last = parts.length - 1;
    if (typeof parts[last] === 'string') parts[last] += piece;
    else if (piece !== '') parts.push(piece);
  };
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    keep(text.slice(at, open));
    const close = text.indexOf('}}', open + 2);
    if (close < 0) {
      flaws.push({ kind: 'unclosed', at: open, text: text.slice(open, open + 40) });
      at = open;
      break;
    }
    const inside = text.slice(open + 2, close);
    const bar = inside.indexOf('|');
    const path = (bar < 0 ? inside : inside.slice(0, bar)).trim();
    if (PATH.test(path)) parts.push({ path, fallback: bar < 0 ? null : inside.slice(bar + 1).trim() });
    else {
      flaws.push({ kind: 'path', at: open, text: inside.slice(0, 40) });
      keep(text.slice(open, close + 2));
    }
    at = close + 2;
  }
  keep(text.slice(at));
  return { template: { parts }, flaws };
}

/** Each path once, in the order of the text. */
export function variablesOf(template: Template): readonly Variable[] {
  const seen = new Map<string, Variable>();
  for (const part of template.parts) {
    if (typeof part === 'string') continue;
    const known = seen.get(part.path);
    // Needed once without a fallback is needed.
    if (!known || (known.fallback !== null && part.fallback === null)) seen.set(part.path, part);
  }
  return [...seen.values()];
}

/** An empty value is a missing one. Values are put in as they are: braces in them mean nothing. */
export function renderTemplate(template: Template, values: Values): Rendered {
  const segments: Segment[] = [];
  const used = new Set<string>();
  const missing = new Set<string>();
  for (const part of template.parts) {
    if (typeof part === 'string') {
      segments.push({ text: part });
      continue;
    }
    const value = Object.hasOwn(values, part.path) ? values[part.path] : null;
    if (value) {
      used.add(part.path);
      segments.push({ text: value, path: part.path });
    } else if (part.fallback !== null) {
      segments.push({ text: part.fallback, path: part.path, fallback: true });
    } else missing.add(part.path);
  }
  return {
    text: segments.map((segment) => segment.text).join(''),
    segments,
    used: [...used],
    missing: [...missing],
  };
}
