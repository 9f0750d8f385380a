/** Tags of ours that are put on customers at WeCom too. (path/92117, path/92118) */
import type { Context } from '../../kit/context.ts';
import type { Wecom } from './account.ts';
import { listOf, textOf } from './channels/api/client.ts';
import { WecomError } from './channels/api/errors.ts';
import { linesOf } from './channels/wechat/settings.ts';
import { findTagWork, setTags } from './store-contacts.ts';
import type { Place } from './sync.ts';

const GROUP = '回响';
const BATCH = 100;

export async function writeTags(ctx: Context, wecom: Wecom, place: Place) {
  const ours = linesOf(wecom.settings.tagsOut ?? '');
  const tags = await withTags(wecom, place.tags, ours);
  const idOf = new Map(Object.entries(tags).map(([id, name]) => [name, id]));
  const work = await ctx.tx((tx) =>
    findTagWork(tx, ctx.workspace.id, { tags: ours, after: place.after, limit: BATCH }),
  );
  let written = 0;
  for (const { external_id: external, userid: user, there, here } of work) {
    const add = here.filter((tag) => !there.includes(tag));
    const remove = there.filter((tag) => !here.includes(tag));
    if (add.length + remove.length === 0) continue;
    if (
      !(await mark(
        wecom,
        external,
        user,
        add.flatMap((tag) => idOf.get(tag) ?? []),
        remove.flatMap((tag) => idOf.get(tag) ?? []),
      ))
    )
      continue;
    written += add.length + remove.length;
    await ctx.tx((tx) => setTags(tx, ctx.workspace.id, { external, user, add, remove }));
  }
  const last = work.at(-1);
  const after: Place['after'] = last ? [last.external_id, last.userid] : place.after;
  const ended = work.length < BATCH;
  return {
    place: { ...place, tags, after },
    contacts: 0,
    added: 0,
    matched: 0,
    lost: 0,
    tags_in: 0,
    tags_out: written,
    ...(ended ? { ended: true as const } : {}),
  };
}

/** Those that are not there are made in a group of ours. */
async function withTags({ contacts }: Wecom, known: Place['tags'], ours: readonly string[]): Promise<Place['tags']> {
  const names = new Set(Object.values(known));
  const missing = ours.filter((tag) => !names.has(tag));
  if (missing.length === 0) return known;
  const said = await contacts.post('/cgi-bin/externalcontact/add_corp_tag', {
    group_name: GROUP,
    tag: missing.map((name) => ({ name })),
  });
  const group = said['tag_group'];
  const made = typeof group === 'object' && group !== null ? listOf((group as Record<string, unknown>)['tag']) : [];
  return { ...known, ...Object.fromEntries(made.map((tag) => [textOf(tag['id']), textOf(tag['name'])])) };
}

/** False: she is no friend any more, which the next reading finds. */
async function mark(
  { contacts }: Wecom,
  external: string,
  user: string,
  add: readonly string[],
  remove: readonly string[],
): Promise<boolean> {
  try {
    await contacts.post('/cgi-bin/externalcontact/mark_tag', {
      userid: user,
      external_userid: external,
      ...(add.length > 0 ? { add_tag: add } : {}),
      ...(remove.length > 0 ? { remove_tag: remove } : {}),
    });
    return true;
  } catch (error) {
    if (error instanceof WecomError && error.code === 84061) return false;
    throw error;
  }
}
