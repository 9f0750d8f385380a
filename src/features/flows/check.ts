/** All that is wrong with a flow before it is published, each with its path below `flow`. */
import { checkTree, type FlowNode, innerOf, innerPath } from '../../engine/flow/index.ts';
import { type Catalogue, checkWhere, createCatalogue } from '../../engine/condition/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { FieldError } from '../../kit/errors.ts';
import { issueWords } from '../../kit/zod-words.ts';
import { checkCondition, loadCatalogue } from '../segments/index.ts';
import { flowAction } from './action.ts';
import { FlowDefinition } from './contract-definition.ts';

export async function checkFlow(
  tx: Tx,
  ctx: Context,
  definition: unknown,
  document: Readonly<Record<string, unknown>>,
): Promise<FieldError[]> {
  const parsed = FlowDefinition.safeParse(definition);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issueWords(issue, ctx.locale) }));
  const tree = parsed.data;
  const look = new Look(tx, ctx, document, await loadCatalogue(tx, ctx));
  for (const { path, words } of checkTree(tree)) look.flaw(path, words);
  await look.sequence(tree.nodes, 'nodes');
  for (const [at, exit] of (tree.exits ?? []).entries()) look.where([exit.event], exit.where, `exits.${at}`);
  return look.errors;
}

class Look {
  readonly errors: FieldError[] = [];
  readonly #tx: Tx;
  readonly #ctx: Context;
  readonly #document: Readonly<Record<string, unknown>>;
  readonly #catalogue: Catalogue;

  constructor(tx: Tx, ctx: Context, document: Readonly<Record<string, unknown>>, catalogue: Catalogue) {
    this.#tx = tx;
    this.#ctx = ctx;
    this.#document = document;
    this.#catalogue = catalogue;
  }

  flaw(path: string, words: Words): void {
    this.errors.push({ path, message: words[this.#ctx.locale] });
  }

  async sequence(nodes: readonly FlowNode[], path: string): Promise<void> {
    for (const [at, node] of nodes.entries()) {
      const here = `${path}.${at}`;
      await this.#node(node, here);
      for (const [inner, sequence] of innerOf(node).entries())
        await this.sequence(sequence, innerPath(node, inner, here));
    }
  }

  /** Conditions on one event, or on a result, whose fields nobody declares. */
  where(events: readonly string[], where: unknown, path: string): void {
    const catalogue = events.length > 0 ? this.#catalogue : RESULTS;
    for (const { words } of checkWhere(catalogue, events, where)) this.flaw(`${path}.where`, words);
  }

  async #node(node: FlowNode, path: string): Promise<void> {
    if (node.kind === 'action') this.#action(node, path);
    if (node.kind === 'wait') this.where([node.event], node.where, path);
    if (node.kind !== 'branch') return;
    for (const [at, each] of node.cases.entries()) {
      const here = `${path}.cases.${at}`;
      if (each.where) this.where([], each.where, here);
      if (each.when)
        this.errors.push(...(await checkCondition(this.#tx, this.#ctx, each.when, `${here}.when`, this.#catalogue)));
    }
  }

  #action(node: FlowNode & { kind: 'action' }, path: string): void {
    const actions = this.#ctx.runtime.slot(flowAction);
    const action = actions.find((each) => each.name === node.action);
    if (!action) {
      const known = actions.map((each) => each.name).join(', ');
      return this.flaw(`${path}.action`, {
        zh: `没有动作「${node.action}」，可用：${known}`,
        en: `there is no action "${node.action}"; there is: ${known}`,
      });
    }
    const params = action.params.safeParse(node.params);
    for (const issue of params.error?.issues ?? [])
      this.errors.push({
        path: [path, 'params', ...issue.path].join('.'),
        message: issueWords(issue, this.#ctx.locale),
      });
    if (!params.success) return;
    for (const flaw of action.check?.(params.data, this.#document) ?? [])
      this.flaw([path, 'params', flaw.path].filter(Boolean).join('.'), flaw.words);
  }
}

const RESULTS = createCatalogue({});
