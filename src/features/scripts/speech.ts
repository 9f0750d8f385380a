/** The variables of what is said: which there are in a workspace, and what is wrong with a script's words. */
import { checkText } from '../../engine/template/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { listAttributes } from '../customers/index.ts';
import type { ScriptDefinition } from './contract-definition.ts';
import { attributeVariable, SCRIPT_VARIABLES } from './contract-variables.ts';

export async function speechVariables(tx: Tx, ctx: Context): Promise<readonly string[]> {
  const attributes = await listAttributes(tx, ctx.workspace.id);
  return [...SCRIPT_VARIABLES, ...attributes.map(({ key }) => attributeVariable(key))];
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
