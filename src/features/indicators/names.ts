/** What people read instead of keys. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { membersOf, teamsOf } from '../access/index.ts';
import { CHANNEL_WORDS } from '../costs/index.ts';
import { listPlaybooks } from '../playbooks/index.ts';
import type { Dimension } from './contract-registry.ts';

const same = (text: string): Words => ({ zh: text, en: text });
const NONE: Words = { zh: '没有', en: 'none' };

export async function playbookNames(tx: Tx, ctx: Context): Promise<(key: string) => Words> {
  const names = new Map(
    (await listPlaybooks(tx, ctx.workspace.id)).map(({ key, definition }) => [key, definition.name]),
  );
  return (key) => (key === '' ? { zh: '不属于方案', en: 'no playbook' } : (names.get(key) ?? same(key)));
}

export async function personNames(tx: Tx, ctx: Context): Promise<(person: string) => string> {
  const names = new Map((await membersOf(tx, ctx)).map(({ id, name }) => [id, name]));
  return (person) => names.get(person) ?? person;
}

export function channelName(channel: string): Words {
  const known: Readonly<Record<string, Words>> = { ...CHANNEL_WORDS, phone: { zh: '电话', en: 'Phone' } };
  return known[channel] ?? same(channel);
}

/** By playbook: names of scripts and strata stand in its document. */
async function partNames(tx: Tx, ctx: Context, by: 'script' | 'segment'): Promise<ReadonlyMap<string, Words>> {
  const names = new Map<string, Words>();
  for (const { definition } of await listPlaybooks(tx, ctx.workspace.id)) {
    for (const { key, name } of by === 'script' ? definition.scripts : definition.strata) names.set(key, name);
  }
  return names;
}

/** `script/variant`: the variant after the name. */
export async function scriptNames(tx: Tx, ctx: Context): Promise<(script: string) => Words> {
  const names = await partNames(tx, ctx, 'script');
  return (script) => {
    const [key = '', variant] = script.split('/');
    const name = names.get(key) ?? same(key);
    return variant === undefined ? name : { zh: `${name.zh}（${variant}）`, en: `${name.en} (${variant})` };
  };
}

export async function namesOf(tx: Tx, ctx: Context, by: Dimension): Promise<(key: string) => Words> {
  if (by === 'playbook') return playbookNames(tx, ctx);
  const name = await nameOf(tx, ctx, by);
  return (key) => (key === '' ? NONE : name(key));
}

async function nameOf(tx: Tx, ctx: Context, by: Dimension): Promise<(key: string) => Words> {
  if (by === 'person') {
    const names = await personNames(tx, ctx);
    return (key) => same(names(key));
  }
  if (by === 'team') {
    const names = new Map((await teamsOf(tx, ctx)).map(({ id, name }) => [id, name]));
    return (key) => same(names.get(key) ?? key);
  }
  if (by === 'segment') {
    const names = await partNames(tx, ctx, 'segment');
    return (key) => names.get(key) ?? same(key);
  }
  if (by === 'script') return scriptNames(tx, ctx);
  return by === 'channel' ? channelName : same;
}
