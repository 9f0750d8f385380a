/** What the customer's page does when she opens her link and answers, at the caller's time: for a walk through the time of a workspace. */
import type { Answers, Form } from '../../engine/forms/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { findCompiled, saveResponse } from '../forms/index.ts';
import { stateOf } from './decide.ts';
import * as store from './store.ts';
import { readToken } from './token.ts';
import { noteOpened, refOf, responseOf } from './visit.ts';

export interface LinkAnswer {
  /** What stands in her link after `/s/`. */
  readonly token: string;
  readonly fill: (form: Form) => Answers;
  /** False: she leaves before the end. */
  readonly complete: boolean;
}

/** False when the link takes no answers any more: answered, expired, revoked. */
export async function answerByLink(tx: Tx, ctx: Context, { token, fill, complete }: LinkAnswer): Promise<boolean> {
  const ref = readToken(ctx.runtime.home, token);
  const link = ref?.workspace === ctx.workspace.id ? await store.findLink(tx, ctx.workspace.id, ref.linkId) : null;
  const form = link ? await findCompiled(tx, ctx, refOf(link)) : null;
  if (!link || !form) return false;
  const state = stateOf(link, ctx.now);
  if (state !== 'open') return false;
  await noteOpened(tx, { ctx, link, form, state });
  await saveResponse(tx, ctx, responseOf(link, fill(form.form), complete), form);
  if (complete) await store.markAnswered(tx, ctx.workspace.id, [link.link_id], ctx.now);
  return true;
}
