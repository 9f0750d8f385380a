/** A second wording of a part that runs: written here, kept by the room whose document holds it. */
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import type { Tx } from '../../kit/db/database.ts';
import { audit } from '../access/index.ts';
import type { TrialPart } from './contract-trials.ts';
import type { OpenPart } from './contract-wordings.ts';
import { variantHost, type Wording } from './host.ts';
import { runningTrials } from './store-trials.ts';

type Part = Pick<OpenPart, 'playbook' | 'kind' | 'part'>;
const same = (a: Part) => (b: Part) => a.playbook === b.playbook && a.kind === b.kind && a.part === b.part;

/** What is being tried is not offered: other words would be another experiment. */
export function listWordings(ctx: Context): Promise<{ items: OpenPart[] }> {
  return ctx.tx(async (tx) => {
    const running = await runningTrials(tx, ctx.workspace.id, false);
    return { items: (await openParts(tx, ctx)).filter((part) => !running.some(same(part))) };
  });
}

export function writeWording(ctx: Context, wording: Wording): Promise<TrialPart> {
  return ctx.tx(async (tx) => {
    const part = (await openParts(tx, ctx)).find(same(wording));
    const stranger = Object.keys(wording.texts).find((place) => !part?.places.some((each) => each.place === place));
    if (!part || stranger !== undefined)
      throw new Problem('wording_unknown', { part: wording.part, place: stranger ?? wording.kind });
    if ((await runningTrials(tx, ctx.workspace.id, true)).some(same(wording)))
      throw new Problem('experiment_running', { part: wording.part });
    const changed = part.places.some(({ place, a }) => {
      const text = wording.texts[place];
      return text !== undefined && canonicalJson(text) !== canonicalJson(a);
    });
    if (!changed) throw new Problem('wording_same', {});
    let made: TrialPart | null = null;
    for (const host of ctx.runtime.slot(variantHost)) made ??= await host.write(tx, ctx, wording);
    if (!made) throw new Problem('wording_unknown', { part: wording.part, place: wording.kind });
    const { playbook, part: key, version } = made;
    await audit(tx, ctx, {
      action: 'experiments.worded',
      entity: 'playbook',
      entityId: playbook,
      detail: { part: key, version },
    });
    return made;
  });
}

async function openParts(tx: Tx, ctx: Context): Promise<OpenPart[]> {
  const parts: OpenPart[] = [];
  for (const host of ctx.runtime.slot(variantHost)) parts.push(...(await host.open(tx, ctx)));
  return parts;
}
