/** Which messages ask for a form to be filled in: their template names one. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { findTemplates } from '../store.ts';

interface Ref {
  readonly playbook: string;
  readonly version: number;
  readonly message_key: string;
}

const keyOf = ({ playbook, version, message_key: key }: Ref): string => `${playbook}/${version}/${key}`;

export async function surveysAmong(tx: Tx, ctx: Context, messages: readonly Ref[]): Promise<(message: Ref) => boolean> {
  const refs = new Map(messages.map((each) => [keyOf(each), { ...each, message: each.message_key }]));
  const rows = await findTemplates(tx, ctx.workspace.id, [...refs.values()]);
  const surveys = new Set(rows.filter(({ definition }) => definition.form !== undefined).map(keyOf));
  return (message) => surveys.has(keyOf(message));
}
