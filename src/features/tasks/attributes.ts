/** What the workspace keeps about a customer beside her profile, as lines of the card. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { listAttributes } from '../customers/index.ts';
import { attributeVariable, type ScriptDefinition, variablesIn } from '../scripts/index.ts';

/** More do not fit beside the script; what its words name comes along in any case. */
const SHOWN = 6;

export async function customerAttributes(
  tx: Tx,
  ctx: Context,
  values: Readonly<Record<string, unknown>>,
  script: ScriptDefinition | null,
): Promise<{ key: string; name: Words; value: string }[]> {
  if (Object.keys(values).length === 0) return [];
  const spoken: ReadonlySet<string> = script ? variablesIn(script) : new Set();
  const defined = await listAttributes(tx, ctx.workspace.id);
  return defined
    .filter(({ key }) => values[key] !== undefined && values[key] !== null)
    .filter(({ key }, at) => at < SHOWN || spoken.has(attributeVariable(key)))
    .map(({ key, zh, en }) => ({ key, name: { zh, en }, value: say(values[key]) }));
}

function say(value: unknown): string {
  return typeof value === 'boolean' ? (value ? '✓' : '—') : String(value);
}
