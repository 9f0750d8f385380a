import type { SqlRule } from './finding.ts';
import { all, functionName, isNode, listOf, type Node, textOf, walk, word } from './tree.ts';

const CLOCKS = ['now', 'clock_timestamp', 'statement_timestamp', 'transaction_timestamp', 'timeofday'];
const CHANCE = [
  'random',
  'random_normal',
  'gen_random_uuid',
  'uuid_generate_v4',
  'uuidv7',
  'uuidv4',
  'gen_random_bytes',
];
const LOCKS_AND_CALLS = /^(pg_notify|pg_(try_)?advisory_.*)$/;

/** Every call of the clock or of chance below a tree. */
function taken(tree: unknown): readonly string[] {
  const calls = all(tree, 'FuncCall').map(functionName);
  const clocks = all(tree, 'SQLValueFunction')
    .map((node) => word(node.op))
    .filter((op) => /TIME|DATE/.test(op));
  return [...calls.filter((name) => CLOCKS.includes(name) || CHANCE.includes(name)), ...clocks];
}

export const fromTheApp: SqlRule = {
  name: 'time-and-chance-from-the-app',
  why: 'rule 4: times, ids and chance come from the app',
  check(statement, { shared }) {
    // beats and leases of processes are compared by the database's clock, in tables that are not distributed
    const own = all(statement, 'RangeVar').filter((node) => node.schemaname !== 'graphile_worker');
    const tables = own.map((node) => word(node.relname));
    for (const tag of ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'AlterTableStmt', 'CreateStmt']) {
      tables.push(...all(statement, tag).map((node) => (isNode(node.relation) ? word(node.relation.relname) : '')));
    }
    if (tables.length > 0 && tables.every((table) => shared.has(table))) return [];
    return taken(statement).map((name) => `${name} in SQL`);
  },
};

export const noSetConfig: SqlRule = {
  name: 'no-set-config',
  why: 'rule 3: set_config does not travel to the nodes; SET LOCAL does',
  check: (statement) =>
    all(statement, 'FuncCall')
      .filter((call) => functionName(call) === 'set_config')
      .map(() => 'set_config'),
};

export const noTriggers: SqlRule = {
  name: 'no-triggers',
  why: 'rule 4: no triggers',
  check(statement) {
    const makes = all(statement, 'CreateTrigStmt').map((node) => `trigger ${word(node.trigname)}`);
    const returns = all(statement, 'CreateFunctionStmt').filter(
      (node) => isNode(node.returnType) && textOf(node.returnType.names).endsWith('trigger'),
    );
    return [...makes, ...returns.map((node) => `trigger function ${textOf(node.funcname)}`)];
  },
};

export const noMerge: SqlRule = {
  name: 'no-merge',
  why: 'rule 4: no MERGE',
  check: (statement) => all(statement, 'MergeStmt').map(() => 'merge'),
};

export const upsertKeepsWorkspace: SqlRule = {
  name: 'workspace-never-changes',
  why: 'rule 1: the workspace of a row never changes and no upsert sets it',
  check(statement) {
    const targets = [...all(statement, 'UpdateStmt'), ...all(statement, 'OnConflictClause')];
    const conflict = all(statement, 'InsertStmt').flatMap((node) =>
      isNode(node.onConflictClause) ? [node.onConflictClause] : [],
    );
    return [...targets, ...conflict].flatMap((node) =>
      listOf(node.targetList)
        .filter((target) => isNode(target.ResTarget) && target.ResTarget.name === 'workspace_id')
        .map(() => 'sets workspace_id'),
    );
  },
};

export const noSessionTricks: SqlRule = {
  name: 'no-listen-no-advisory',
  why: 'rule 7: nothing rests on LISTEN/NOTIFY or advisory locks; the queue does its own',
  check(statement) {
    const calls = all(statement, 'FuncCall')
      .map(functionName)
      .filter((name) => LOCKS_AND_CALLS.test(name));
    return [
      ...calls,
      ...all(statement, 'ListenStmt').map(() => 'listen'),
      ...all(statement, 'NotifyStmt').map(() => 'notify'),
    ];
  },
};

export const noLockInSubquery: SqlRule = {
  name: 'no-skip-locked-in-subquery',
  why: 'IN (SELECT ... FOR UPDATE SKIP LOCKED) stalls: claim in a MATERIALIZED CTE',
  check(statement) {
    const wrong: string[] = [];
    walk(statement, (tag, _node, inside) => {
      if (tag === 'LockingClause' && inside.includes('SubLink') && !inside.includes('CommonTableExpr')) {
        wrong.push('a locking clause inside IN or EXISTS');
      }
    });
    return wrong;
  },
};

export const policyShape: SqlRule = {
  name: 'policy-shape',
  why: 'rule 3: a policy compares workspace_id with current_setting and nothing else',
  check(statement) {
    return all(statement, 'CreatePolicyStmt').flatMap((policy) =>
      [policy.qual, policy.with_check]
        .filter(isNode)
        .flatMap((condition) => (comparesWorkspace(condition) ? [] : [`policy ${word(policy.policy_name)}`])),
    );
  },
};

function comparesWorkspace(condition: Node): boolean {
  const expression = condition.A_Expr;
  if (!isNode(expression) || textOf(expression.name) !== '=') return false;
  const { lexpr, rexpr } = expression;
  const column = isNode(lexpr) && isNode(lexpr.ColumnRef) ? textOf(lexpr.ColumnRef.fields) : '';
  const call = isNode(rexpr) && isNode(rexpr.FuncCall) ? functionName(rexpr.FuncCall) : '';
  return column === 'workspace_id' && call === 'current_setting';
}
