import type { VariantHost, Winner } from '../experiments/index.ts';
import type { PlaybookDefinition } from './contract-definition.ts';
import { enablePlaybook, importPlaybook, requirePlaybook } from './service.ts';
import { listPlaybooks } from './store.ts';
import { variantsIn } from './variants.ts';

/** A part can be tried as soon as its newest version is the one that runs. */
export const playbookVariants: VariantHost = {
  async list(tx, ctx) {
    const playbooks = await listPlaybooks(tx, ctx.workspace.id);
    return playbooks
      .filter(({ status, version, liveVersion }) => status === 'running' && version === liveVersion)
      .flatMap(variantsIn);
  },
  async promote(tx, ctx, winner) {
    const there = await requirePlaybook(tx, ctx, winner.playbook, true);
    const same = variantsIn(there).some(
      ({ kind, part, fingerprint }) =>
        kind === winner.kind && part === winner.part && fingerprint === winner.fingerprint,
    );
    if (!same) return null;
    const { zh, en } = { zh: `采用实验胜出的写法：${winner.part}`, en: `The winning words of ${winner.part}` };
    const made = await importPlaybook(
      tx,
      ctx,
      withWinner(there.definition, winner),
      ctx.locale === 'zh' ? zh : en,
      there.origin,
    );
    // What waits as a draft stays one.
    const live = there.status === 'running' && there.version === there.liveVersion;
    return live ? (await enablePlaybook(tx, ctx, there.key)).version : made.version;
  },
};

function withWinner(definition: PlaybookDefinition, winner: Winner): PlaybookDefinition {
  if (winner.kind === 'script')
    return {
      ...definition,
      scripts: definition.scripts.map((each) => (each.key === winner.part ? settled(each, 'steps', winner) : each)),
    };
  return {
    ...definition,
    messages: definition.messages.map((each) => (each.key === winner.part ? settled(each, 'channels', winner) : each)),
  };
}

/** One wording again: the winner's. */
function settled<T extends object>(part: T, content: string, { variant }: Winner): T {
  const { variants, ...rest } = part as T & { variants?: readonly Record<string, unknown>[] };
  const chosen = variant === 'b' ? variants?.[0]?.[content] : undefined;
  return { ...rest, ...(chosen === undefined ? {} : { [content]: chosen }) } as unknown as T;
}
