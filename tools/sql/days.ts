import type { Schema, SqlRule } from './finding.ts';
import { all, functionName, isNode, listOf, type Node, textOf, word } from './tree.ts';

/** Functions whose answer depends on the session's zone when given a timestamptz; the position of that argument. */
const ZONED: Readonly<Record<string, number>> = { date_trunc: 1, to_char: 0, date_part: 1, extract: 1, date: 0 };
const ZONELESS_TYPES = ['date', 'timestamp', 'time'];
/** Fields of extract that no zone moves. */
const STEADY = ['epoch'];

function typeName(type: unknown): string {
  return isNode(type) ? textOf(type.names).replace(/^pg_catalog\./, '') : '';
}

/** True when the value surely is no bare timestamptz: already moved to a zone, a parameter, a constant, JSON text, an interval. */
function isZoneless(value: unknown, schema: Schema): boolean {
  if (!isNode(value)) return true;
  if (isNode(value.ColumnRef)) {
    const column = textOf(listOf(value.ColumnRef.fields).at(-1));
    return schema.plain.has(column) && !schema.zoned.has(column);
  }
  if (isNode(value.FuncCall)) {
    const name = functionName(value.FuncCall);
    if (name === 'timezone' || name === 'make_date' || name === 'generate_series') return true;
    // date_trunc(..., x at time zone z), min(x at time zone z): as safe as what is inside
    return listOf(value.FuncCall.args).some((each) => isZoneless(each, schema) && !isConstant(each));
  }
  if (isNode(value.TypeCast)) return !typeName(value.TypeCast.typeName).startsWith('timestamptz');
  if (isNode(value.A_Expr)) {
    const { name, lexpr, rexpr } = value.A_Expr;
    if (['->', '->>', '#>', '#>>', '||'].includes(textOf(name))) return true;
    return isZoneless(lexpr, schema) && isZoneless(rexpr, schema);
  }
  return isNode(value.ParamRef) || isConstant(value);
}

function isConstant(value: Node): boolean {
  return isNode(value.A_Const);
}

function ofCasts(statement: Node, schema: Schema): string[] {
  return all(statement, 'TypeCast')
    .filter((cast) => ZONELESS_TYPES.includes(typeName(cast.typeName)) && !isZoneless(cast.arg, schema))
    .map((cast) => `::${typeName(cast.typeName)} without at time zone`);
}

function ofCalls(statement: Node, schema: Schema): string[] {
  return all(statement, 'FuncCall').flatMap((call) => {
    const name = functionName(call);
    const at = ZONED[name];
    const args = listOf(call.args);
    if (at === undefined || args.length <= at) return [];
    if (name === 'date_trunc' && args.length === 3) return []; // the third argument is the zone
    const field = at === 1 && isNode(args[0]?.A_Const) ? fieldOf(args[0].A_Const) : '';
    if (STEADY.includes(field)) return [];
    return isZoneless(args[at], schema) ? [] : [`${name}() without at time zone`];
  });
}

function fieldOf(constant: Node): string {
  return isNode(constant.sval) ? word(constant.sval.sval).toLowerCase() : '';
}

export const daysInZone: SqlRule = {
  name: 'days-in-a-zone',
  why: 'rule 5: the session zone does not travel: no bare ::date, date_trunc, to_char or extract on timestamptz',
  check: (statement, schema) => [...ofCasts(statement, schema), ...ofCalls(statement, schema)],
};
