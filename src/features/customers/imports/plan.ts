/** A mapping checked against a file: which cell of a row is which field. */
import type { Context } from '../../../kit/context.ts';
import { type FieldError, Problem } from '../../../kit/errors.ts';
import type { AttributeDefinition } from '../decide.ts';
import { IMPORT_FIELDS, type ImportKind } from '../contract-imports.ts';
import type { StoredMapping } from '../store-imports.ts';
import type { Row } from './rows.ts';

export interface Plan {
  readonly kind: ImportKind;
  readonly importId: string;
  /** Field to position. */
  readonly fields: ReadonlyMap<string, number>;
  /** Columns nobody mapped and that are kept, with their positions. */
  readonly rest: readonly { readonly column: string; readonly at: number }[];
  readonly zone: string;
  readonly now: Date;
  /** Definitions of custom attributes, for a file of customers. */
  readonly attributes: readonly AttributeDefinition[];
  /** Attribute of each kept column, for a file of customers. */
  readonly attributeOf: ReadonlyMap<string, string>;
}

const ATTRIBUTE = 'attribute.';

/** Throws the problem `import_mapping` naming every field that is wrong. */
export function checkMapping(
  ctx: Context,
  kind: ImportKind,
  mapping: Readonly<Record<string, string>>,
  columns: readonly string[],
): void {
  const wrong: FieldError[] = [];
  const say = (field: string, zh: string, en: string) =>
    wrong.push({ path: `columns.${field}`, field, message: ctx.locale === 'zh' ? zh : en });
  const known = IMPORT_FIELDS[kind];
  for (const [field, column] of Object.entries(mapping)) {
    const fits = known.some((each) => each.name === field) || (kind === 'customers' && field.startsWith(ATTRIBUTE));
    if (!fits) {
      const names = known.map((each) => each.name).join(', ');
      say(field, `没有「${field}」这个字段，可用：${names}`, `there is no field ${field}; known are ${names}`);
    } else if (!columns.includes(column)) {
      say(field, `文件里没有「${column}」这一列`, `the file has no column ${column}; it has ${columns.join(', ')}`);
    }
  }
  for (const { name, required, words } of known) {
    if (required && !mapping[name])
      say(name, `请指定「${words.zh}」是哪一列`, `say which column is ${name} (${words.en})`);
  }
  if (wrong.length > 0) throw new Problem('import_mapping', {}, wrong);
}

export function makePlan(
  ctx: Context,
  run: { readonly kind: ImportKind; readonly import_id: string; readonly mapping: StoredMapping },
  columns: readonly string[],
  attributes: readonly AttributeDefinition[],
  attributeOf: ReadonlyMap<string, string>,
): Plan {
  const mapped = Object.entries(run.mapping.columns);
  const used = new Set(mapped.map(([, column]) => column));
  const rest = columns.map((column, at) => ({ column, at })).filter(({ column }) => !used.has(column));
  return {
    kind: run.kind,
    importId: run.import_id,
    fields: new Map(mapped.map(([field, column]) => [field, columns.indexOf(column)])),
    rest: run.mapping.rest === 'keep' ? rest : [],
    zone: ctx.workspace.zone,
    now: ctx.now,
    attributes,
    attributeOf,
  };
}

/** The trimmed cell of a field; '' when it is empty or not mapped. */
export function cellOf(plan: Plan, row: Row, field: string): string {
  const at = plan.fields.get(field);
  return at === undefined ? '' : (row.cells[at] ?? '').trim();
}

/** Custom attributes that were mapped by hand: `attribute.level`. */
export function mappedAttributes(plan: Plan): { key: string; field: string }[] {
  return [...plan.fields.keys()]
    .filter((field) => field.startsWith(ATTRIBUTE))
    .map((field) => ({ field, key: field.slice(ATTRIBUTE.length) }));
}
