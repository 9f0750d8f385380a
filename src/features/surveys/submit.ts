/** Submitted answers: those that come at once are taken in one transaction per workspace. */
import { type Answers, answersOfPost } from '../../engine/forms/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { type ResponseToSave, saveResponses } from '../forms/index.ts';
import { closed, type Shown } from './shown.ts';
import { Together } from './together.ts';
import { readToken } from './token.ts';
import { responseOf, type Visit, visitAll } from './visit.ts';

interface Posted {
  readonly linkId: string;
  readonly fields: URLSearchParams;
}

const queues = new WeakMap<Runtime, Together<Posted, Shown | null>>();

/** null: the token is not ours, or its link is gone. */
export function submitPost(runtime: Runtime, token: string, fields: URLSearchParams): Promise<Shown | null> {
  const ref = readToken(runtime.home, token);
  if (!ref) return Promise.resolve(null);
  const queue = queues.get(runtime) ?? new Together((workspace, posts) => takeAll(runtime, workspace, posts));
  queues.set(runtime, queue);
  return queue.run(ref.workspace, { linkId: ref.linkId, fields });
}

async function takeAll(runtime: Runtime, workspace: string, posts: readonly Posted[]): Promise<(Shown | null)[]> {
  const linkIds = posts.map(({ linkId }) => linkId);
  const taken = await visitAll(runtime, workspace, linkIds, (tx, ctx, visits) => take(tx, ctx, visits, posts));
  return taken ?? posts.map(() => null);
}

async function take(
  tx: Tx,
  ctx: Context,
  visits: readonly (Visit | null)[],
  posts: readonly Posted[],
): Promise<(Shown | null)[]> {
  const saves: ResponseToSave[] = [];
  const shows = visits.map((seen, at): ((complete: boolean) => Shown) | Shown | null => {
    if (!seen) return null;
    // The second of two submits is thanked like the first.
    if (seen.state === 'answered') return { show: 'done' };
    if (seen.state !== 'open') return closed(seen, true);
    const { link, form } = seen;
    const given: Answers = answersOfPost(form.form, posts[at]?.fields ?? []);
    const { errors } = form.validate(given);
    // What she has written is kept, so that a wrong turn here loses nothing.
    saves.push({ input: responseOf(link, given, errors.length === 0), form });
    return (complete) =>
      complete ? { show: 'done' } : { show: 'form', status: 422, visit: seen, answers: given, errors };
  });
  const saved = await saveResponses(tx, ctx, saves);
  let next = 0;
  return shows.map((show) => (typeof show === 'function' ? show(saved[next++]?.complete ?? false) : show));
}
