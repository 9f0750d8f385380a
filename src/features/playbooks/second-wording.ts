/** The texts of a document that can be said in another way, and a document with a second wording put in. Pure. */
import { z } from 'zod';
import type { OpenPart, Place, Wording } from '../experiments/index.ts';
import { SAID_MOST } from '../scripts/index.ts';
import type { PlaybookDefinition } from './contract-definition.ts';
import type { Places } from './part.ts';

const Text = z.object({ zh: z.string(), en: z.string() });
const Channels = z.record(z.string(), z.looseObject({ text: Text, subject: Text.exactOptional() }));
/** Of a message no more than what is needed here: the room that sends checks the whole. */
const Message = z.looseObject({
  key: z.string(),
  name: Text,
  channels: Channels,
  variants: z.array(z.looseObject({ key: z.string(), share: z.number(), channels: Channels })).exactOptional(),
});

const SECOND = 'b';

/** `known`: what the room that sends tells of the texts of a message. */
export function openPartsOf(definition: PlaybookDefinition, known: Places): OpenPart[] {
  const common = { playbook: definition.key, playbookName: definition.name };
  const messages = definition.messages.flatMap((each): OpenPart[] => {
    const parsed = Message.safeParse(each);
    if (!parsed.success) return [];
    const { key, name, channels, variants } = parsed.data;
    const second = variants?.[0];
    const places = Object.entries(channels).flatMap(([channel, { text, subject }]): Place[] => {
      const other = second?.channels[channel];
      const said = { ...placeIn(known, channel), a: text, b: other?.text ?? null };
      if (!subject) return [said];
      return [{ ...placeIn(known, `${channel}.subject`), a: subject, b: other?.subject ?? null }, said];
    });
    return [{ ...common, kind: 'message', part: key, partName: name, share: second?.share ?? null, places }];
  });
  const scripts = definition.scripts.map((script): OpenPart => {
    const second = script.variants?.[0];
    const places = script.steps.map(({ id, title, say }) => ({
      place: id,
      label: title,
      most: SAID_MOST,
      a: say,
      b: second?.steps.find((step) => step.id === id)?.say ?? null,
    }));
    const { key, name } = script;
    return { ...common, kind: 'script', part: key, partName: name, share: second?.share ?? null, places };
  });
  return [...messages, ...scripts];
}

function placeIn(known: Places, place: string): Pick<Place, 'place' | 'label' | 'most'> {
  const { label = { zh: place, en: place }, most = SAID_MOST } = known[place] ?? {};
  return { place, label, most };
}

/** Places that were not written keep the words in force, so that only what was meant to differ does. */
export function withSecondWording(definition: PlaybookDefinition, wording: Wording): PlaybookDefinition {
  const { kind, part, share, texts } = wording;
  if (kind === 'script')
    return {
      ...definition,
      scripts: definition.scripts.map((script) => {
        if (script.key !== part) return script;
        const steps = script.steps.map((step) => ({ ...step, say: texts[step.id] ?? step.say }));
        return { ...script, variants: [{ key: SECOND, share, steps }] };
      }),
    };
  return {
    ...definition,
    messages: definition.messages.map((each) => {
      const parsed = Message.safeParse(each);
      if (!parsed.success || parsed.data.key !== part) return each;
      const channels = Object.fromEntries(
        Object.entries(parsed.data.channels).map(([channel, content]) => {
          const subject = texts[`${channel}.subject`] ?? content.subject;
          return [channel, { ...content, text: texts[channel] ?? content.text, ...(subject ? { subject } : {}) }];
        }),
      );
      return { ...each, variants: [{ key: SECOND, share, channels }] };
    }),
  };
}
