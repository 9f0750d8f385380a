import { Usage } from './plan.ts';

/** `visit-notes` as a folder, `visitNotes` as a value, `VisitNotes` as a type, `visit_note` as a table. */
export interface Name {
  readonly kebab: string;
  readonly camel: string;
  readonly pascal: string;
  readonly snake: string;
  readonly words: string;
}

export function nameOf(text: string): Name {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text))
    throw new Usage(`"${text}" is no name: use small letters, digits and hyphens`);
  const parts = text.split('-');
  const pascal = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return {
    kebab: text,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    snake: parts.join('_'),
    words: parts.join(' '),
  };
}

/** Singular of an English plural, well enough for table names. */
export function singular(kebab: string): string {
  if (kebab.endsWith('ies')) return `${kebab.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(kebab)) return kebab;
  if (/(ches|shes|xes|sses)$/.test(kebab)) return kebab.slice(0, -2);
  return kebab.endsWith('s') ? kebab.slice(0, -1) : kebab;
}

/** `customers/add-nickname`: the feature and what is new in it. */
export function inFeature(text: string): { feature: string; name: Name } {
  const [feature, name, ...more] = text.split('/');
  if (!feature || !name || more.length > 0) throw new Usage(`"${text}" must be <feature>/<name>`);
  return { feature: nameOf(feature).kebab, name: nameOf(name) };
}

export function chinese(options: Readonly<Record<string, string>>): string {
  const { zh } = options;
  if (!zh || !/\p{Script=Han}/u.test(zh)) throw new Usage('give its Chinese name with --zh, for example --zh 备注');
  return zh;
}
