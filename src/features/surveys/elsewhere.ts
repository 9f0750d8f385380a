/** The form of a link, answered on another way than its page: on the telephone, by keys. It is the same response, so that one counts. */
import type { CompiledForm } from '../../engine/forms/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { findCompiled, saveResponse } from '../forms/index.ts';
import { stateOf } from './decide.ts';
import * as store from './store.ts';
import { refOf, responseOf } from './visit.ts';

export interface Elsewhere {
  readonly linkId: string;
  readonly answers: unknown;
  /** How it was answered: `voice`. */
  readonly via: string;
  /** More of it is still to come: kept as answers on the way. */
  readonly more?: boolean;
}

/** What fits is kept; it is complete when nothing that is required is missing. null: the link takes no answers any more. */
export async function answerElsewhere(
  tx: Tx,
  ctx: Context,
  { linkId, answers, via, more = false }: Elsewhere,
): Promise<{ readonly responseId: string; readonly complete: boolean } | null> {
  const link = await store.findLink(tx, ctx.workspace.id, linkId);
  const form: CompiledForm | null = link ? await findCompiled(tx, ctx, refOf(link)) : null;
  if (!link || !form || stateOf(link, ctx.now) !== 'open') return null;
  const complete = !more && form.validate(answers).errors.length === 0;
  return saveResponse(tx, ctx, { ...responseOf(link, answers, complete), via }, form);
}
