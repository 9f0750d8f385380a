import { Problem } from '../../kit/errors.ts';
import type { VariantHost, Winner } from '../experiments/index.ts';
import type { PlaybookDefinition } from './contract-definition.ts';
import { playbookPart } from './part.ts';
import { enablePlaybook, importPlaybook, requirePlaybook } from './service.ts';
import { openPartsOf, withSecondWording } from './second-wording.ts';
import { listPlaybooks, type StoredPlaybook } from './store.ts';
import { variantsIn } from './variants.ts';

/** What runs is the newest there is. */
const isLive = ({ status, version, liveVersion }: StoredPlaybook): boolean =>
  status === 'running' && version === liveVersion;

/** A part can be tried as soon as its newest version is the one that runs. */
export const playbookVariants: VariantHost = {
  async list(tx, ctx) {
    const playbooks = await listPlaybooks(tx, ctx.workspace.id);
    return playbooks.filter(isLive).flatMap(variantsIn);
  },
  async open(tx, ctx) {
    const playbooks = await listPlaybooks(tx, ctx.workspace.id);
    const known = ctx.runtime.slot(playbookPart).find(({ key }) => key === 'messages')?.places ?? {};
    return playbooks.filter(isLive).flatMap(({ definition }) => openPartsOf(definition, known));
  },
  async write(tx, ctx, wording) {
    const there = await requirePlaybook(tx, ctx, wording.playbook, true);
    if (!isLive(there)) return null;
    const { zh, en } = { zh: `第二种写法：${wording.part}`, en: `A second wording of ${wording.part}` };
    const document = withSecondWording(there.definition, wording);
    await importPlaybook(tx, ctx, document, ctx.locale === 'zh' ? zh : en, { origin: there.origin }).catch(
      (error: unknown) => {
        throw ofWording(error);
      },
    );
    const made = variantsIn(await enablePlaybook(tx, ctx, there.key)).find(
      ({ kind, part }) => kind === wording.kind && part === wording.part,
    );
    if (!made) return null;
    const { fingerprint: _, ...part } = made;
    return part;
  },
  async promote(tx, ctx, winner) {
    const there = await requirePlaybook(tx, ctx, winner.playbook, true);
    const same = variantsIn(there).some(
      ({ kind, part, fingerprint }) =>
        kind === winner.kind && part === winner.part && fingerprint === winner.fingerprint,
    );
    if (!same) return null;
    const { zh, en } = { zh: `采用实验胜出的写法：${winner.part}`, en: `The winning words of ${winner.part}` };
    const made = await importPlaybook(tx, ctx, withWinner(there.definition, winner), ctx.locale === 'zh' ? zh : en, {
      origin: there.origin,
    });
    // What waits as a draft stays one.
    return isLive(there) ? (await enablePlaybook(tx, ctx, there.key)).version : made.version;
  },
};

/** What is wrong with the document, said of the text somebody wrote. */
function ofWording(error: unknown): unknown {
  if (!(error instanceof Problem) || error.code !== 'playbook_invalid') return error;
  const fields = error.fields.map((field) => {
    const [, channel, what, language] = /variants\.0\.channels\.(\w+)\.(\w+)\.(\w+)$/.exec(field.path) ?? [];
    if (channel === undefined) return field;
    return { ...field, path: `texts.${channel}${what === 'subject' ? '.subject' : ''}.${language}` };
  });
  const [first] = fields;
  return new Problem('wording_invalid', { place: first?.path ?? '', message: first?.message ?? '' }, fields);
}

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
