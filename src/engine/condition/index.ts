/** The condition language: one AST, checked against a catalogue, compiled to a closure and to SQL, explained in two languages. */
export { type Condition, type Group, isGroup, leavesOf, LIMITS, type Path, type Rule } from './ast.ts';
export {
  type Catalogue,
  type CatalogueData,
  type Choice,
  describeCatalogue,
  type EventProperty,
  type EventType,
  type Field,
  type Segment,
} from './catalogue.ts';
export { check } from './check.ts';
export { leafValues, mayHaveTurned, readLeaves, toPredicate, toSql } from './compile.ts';
export { checkWhere, eventHolds } from './events/value.ts';
export { explain, explainValues, type Reason } from './explain.ts';
export type { EventFact, Facts, Predicate } from './facts.ts';
export { attributeField, BUILT_IN_FIELDS, createCatalogue, KINDS } from './fields.ts';
export type { Kind, Leaf, SqlEnv } from './kind.ts';
export { type Needs, needs } from './needs.ts';
export { ConditionError, type Problem, type ProblemCode } from './problem.ts';
export { type Calendar, type Moment, type Span, UNITS } from './span.ts';
export type { Expr, Query } from './sql-tree.ts';
