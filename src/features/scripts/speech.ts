/** The variables of what is said: which there are in a workspace, and what is wrong with a script's words. */
import { checkText, compileTemplate, variablesOf } from '../../engine/template/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { listAttributes } from '../customers/index.ts';
import type { ScriptDefinition } from './contract-definition.ts';
import { attributeVariable, SCRIPT_VARIABLES } from './contract-variables.ts';

/** By name, as people call them. */
export async function speechVariables(tx: Tx, ctx: Context): Promise<ReadonlyMap<string, Words>> {
  const attributes = await listAttributes(tx, ctx.workspace.id);
  return new Map<string, Words>([
    ...attributes.map(({ key, zh, en }) => [attributeVariable(key), { zh, en }] as const),
    ...Object.entries(SCRIPT_VARIABLES),
  ]);
}

/** Every variable that its words name. */
export function variablesIn({ steps }: ScriptDefinition): ReadonlySet<string> {
  const texts = steps.flatMap(({ say, hint }) => [...Object.values(say), ...Object.values(hint ?? {})]);
  return new Set(texts.flatMap((text) => variablesOf(compileTemplate(text).template).map(({ path }) => path)));
}

/** Paths below the script. */
export function speechFlaws(
  { steps }: ScriptDefinition,
  variables: readonly string[],
): { readonly path: string; readonly words: Words }[] {
  return steps.flatMap(({ say, hint }, at) =>
    Object.entries({ say, ...(hint ? { hint } : {}) }).flatMap(([field, texts]) =>
      Object.entries(texts).flatMap(([locale, text]) =>
        checkText(text, variables).map((words) => ({ path: `steps.${at}.${field}.${locale}`, words })),
      ),
    ),
  );
}
