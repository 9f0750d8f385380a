/** What is wrong with a call flow, all of it at once, with the path of each flaw. */
import { compileWhen } from '../forms/when.ts';
import { leads } from './compile.ts';
import { type CallFlow, type CallNode, DEFAULTS, type Keys } from './flow.ts';

export type CallFlawCode =
  | 'empty'
  | 'no_caller'
  | 'double_id'
  | 'unknown_node'
  | 'unreachable'
  | 'endless'
  | 'bad_key'
  | 'too_many_keys'
  | 'bad_range'
  | 'bad_time'
  | 'bad_condition';

export interface CallFlaw {
  readonly path: string;
  readonly code: CallFlawCode;
}

/** Keys a question may use: the tenth, `*`, means "do not call me again", and `#` ends what is typed. */
const KEY = /^\d$/;
const MOST_KEYS = 10;

export function checkCall(flow: CallFlow): CallFlaw[] {
  const flaws: CallFlaw[] = [];
  const flaw = (path: string, code: CallFlawCode): void => void flaws.push({ path, code });
  if (flow.nodes.length === 0) return [{ path: 'nodes', code: 'empty' }];
  if (flow.caller.zh.trim() === '' || flow.caller.en.trim() === '') flaw('caller', 'no_caller');
  const nodes = new Map<string, CallNode>();
  for (const [at, node] of flow.nodes.entries()) {
    if (nodes.has(node.id)) flaw(`nodes.${at}.id`, 'double_id');
    nodes.set(node.id, node);
  }
  if (!nodes.has(flow.start)) flaw('start', 'unknown_node');
  for (const [at, node] of flow.nodes.entries()) {
    if (leads(node).some((to) => !nodes.has(to))) flaw(`nodes.${at}.next`, 'unknown_node');
    checkNode(node, `nodes.${at}`, flaw);
  }
  if (flaws.length > 0) return flaws;
  const seen = reach(flow, nodes);
  for (const [at, node] of flow.nodes.entries()) {
    if (!seen.has(node.id)) flaw(`nodes.${at}`, 'unreachable');
    if (ringOf(node, nodes)) flaw(`nodes.${at}.next`, 'endless');
  }
  return flaws;
}

function checkNode(node: CallNode, path: string, flaw: (path: string, code: CallFlawCode) => void): void {
  if (node.kind === 'branch')
    for (const [at, { when }] of node.cases.entries())
      if (!compiles(when)) flaw(`${path}.cases.${at}.when`, 'bad_condition');
  if (node.kind !== 'ask') return;
  checkKeys(node.keys, `${path}.keys`, flaw);
  const { timeoutMs = DEFAULTS.timeoutMs, repeats = DEFAULTS.repeats } = node;
  if (timeoutMs < 1_000 || timeoutMs > 60_000) flaw(`${path}.timeoutMs`, 'bad_time');
  if (!Number.isInteger(repeats) || repeats < 0 || repeats > 9) flaw(`${path}.repeats`, 'bad_range');
}

function checkKeys(keys: Keys, path: string, flaw: (path: string, code: CallFlawCode) => void): void {
  if (keys.kind === 'number') {
    const { from, to } = keys;
    const whole = Number.isInteger(from) && Number.isInteger(to);
    if (!whole || from < 0 || to <= from || to > 9_999) flaw(path, 'bad_range');
    return;
  }
  const given = Object.keys(keys.values);
  if (given.length === 0) flaw(path, 'empty');
  if (given.length > MOST_KEYS) flaw(path, 'too_many_keys');
  if (given.some((key) => !KEY.test(key))) flaw(path, 'bad_key');
}

function compiles(when: Parameters<typeof compileWhen>[0]): boolean {
  try {
    compileWhen(when);
    return true;
  } catch {
    return false;
  }
}

function reach(flow: CallFlow, nodes: ReadonlyMap<string, CallNode>): Set<string> {
  const seen = new Set<string>();
  const open = [flow.start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.get(id);
    if (seen.has(id) || !node) continue;
    seen.add(id);
    open.push(...leads(node));
  }
  return seen;
}

/** A ring without a question in it would never stop by itself; one of questions stops when nobody is there (`nothing`). */
function ringOf(from: CallNode, nodes: ReadonlyMap<string, CallNode>): boolean {
  const seen = new Set<string>();
  const open = unasked(from);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === from.id) return true;
    const node = nodes.get(id);
    if (seen.has(id) || !node) continue;
    seen.add(id);
    open.push(...unasked(node));
  }
  return false;
}

/** Where a node leads when nobody presses anything. */
function unasked(node: CallNode): string[] {
  return node.kind === 'ask' ? [node.nothing ?? node.next] : [...leads(node)];
}
