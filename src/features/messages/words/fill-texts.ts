/** Further texts of an attempt, beside those of its template: the same variables, of the same customer. */
import { compileTemplate, renderTemplate, variablesOf } from '../../../engine/template/index.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { findAttempt } from '../sandbox/store-arrivals.ts';
import { localesOf } from './locales.ts';
import { messageVariable, type VariableEntry } from './variable.ts';

export interface Filled {
  /** In the order they were given. */
  readonly texts: readonly string[];
  /** Variables that have neither a value nor a fallback. */
  readonly missing: readonly string[];
}

export async function fillTexts(tx: Tx, ctx: Context, deliveryId: string, texts: readonly string[]): Promise<Filled> {
  const templates = texts.map((text) => compileTemplate(text).template);
  const paths = new Set(templates.flatMap((each) => variablesOf(each).map(({ path }) => path)));
  const values: Record<string, string> = {};
  const row = paths.size > 0 ? await findAttempt(tx, ctx.workspace.id, deliveryId) : null;
  if (row) {
    const localeOf = await localesOf(tx, ctx, [row.customer_id]);
    const entry: VariableEntry = {
      messageId: row.message_id,
      deliveryId,
      customerId: row.customer_id,
      playbook: row.playbook,
      version: row.version,
      epoch: row.epoch,
      run: row.run_id !== null && row.token !== null ? { runId: row.run_id, token: row.token } : null,
      message: row.message_key,
      form: row.form,
      channel: row.channel,
      locale: localeOf(row.customer_id),
    };
    for (const variable of ctx.runtime.slot(messageVariable)) {
      if (!paths.has(variable.name)) continue;
      const value = (await variable.resolve(tx, ctx, [entry])).get(row.message_id);
      if (value !== undefined) values[variable.name] = value;
    }
  }
  const rendered = templates.map((template) => renderTemplate(template, values));
  return {
    texts: rendered.map(({ text }) => text),
    missing: [...new Set(rendered.flatMap(({ missing }) => missing))],
  };
}
