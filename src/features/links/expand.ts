/** The way back: short links in texts as the addresses they lead to, for whoever reads what we sent without following it. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { readPlace } from './address.ts';
import { targetsOf } from './store.ts';

const SHORT = /https?:\/\/[^\s/]+\/l\/([\w.-]+)/g;

export async function withTargets(tx: Tx, ctx: Context, texts: readonly string[]): Promise<string[]> {
  const places = texts.flatMap((text) => [...text.matchAll(SHORT)].flatMap(([, name = '']) => readPlace(name) ?? []));
  const codes = places.filter(({ workspace }) => workspace === ctx.workspace.id).map(({ code }) => code);
  if (codes.length === 0) return [...texts];
  const targets = await targetsOf(tx, ctx.workspace.id, [...new Set(codes)]);
  return texts.map((text) =>
    text.replace(SHORT, (whole, name: string) => targets.get(readPlace(name)?.code ?? '') ?? whole),
  );
}
