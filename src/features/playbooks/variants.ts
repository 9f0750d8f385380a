/** The parts of a document that have a second wording. Pure but for the hash. */
import { z } from 'zod';
import { fingerprintOf, type VariantPart } from '../experiments/index.ts';
import type { StoredPlaybook } from './store.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** Of a message no more than what is needed here: the room that sends checks the whole. */
const Message = z.looseObject({
  key: z.string(),
  name: Words,
  channels: z.record(z.string(), z.looseObject({ text: Words })),
  variants: z
    .array(
      z.looseObject({
        key: z.string(),
        share: z.number(),
        channels: z.record(z.string(), z.looseObject({ text: Words })),
      }),
    )
    .min(1),
});

export function variantsIn({ key: playbook, definition, version }: StoredPlaybook): VariantPart[] {
  const common = {
    playbook,
    playbookName: definition.name,
    version,
    goal: definition.goal.event,
    goalName: definition.goal.name,
    windowDays: definition.windowDays,
  };
  const messages = definition.messages.flatMap((each): VariantPart[] => {
    const parsed = Message.safeParse(each);
    const variant = parsed.data?.variants[0];
    if (!parsed.success || !variant) return [];
    const { key, name, channels } = parsed.data;
    const texts = { a: firstText(channels), b: firstText(variant.channels) };
    const { key: of, share } = variant;
    return [
      {
        ...common,
        kind: 'message',
        part: key,
        partName: name,
        variant: of,
        share,
        texts,
        fingerprint: fingerprintOf(each),
      },
    ];
  });
  const scripts = definition.scripts.flatMap((script): VariantPart[] => {
    const variant = script.variants?.[0];
    if (!variant) return [];
    const said = (steps: typeof script.steps) => ({
      zh: steps.map(({ say }) => say.zh).join('\n'),
      en: steps.map(({ say }) => say.en).join('\n'),
    });
    return [
      {
        ...common,
        kind: 'script',
        part: script.key,
        partName: script.name,
        variant: variant.key,
        share: variant.share,
        texts: { a: said(script.steps), b: said(variant.steps) },
        fingerprint: fingerprintOf(script),
      },
    ];
  });
  return [...messages, ...scripts];
}

function firstText(
  channels: Readonly<Record<string, { readonly text: z.infer<typeof Words> }>>,
): z.infer<typeof Words> {
  return Object.values(channels)[0]?.text ?? { zh: '', en: '' };
}
