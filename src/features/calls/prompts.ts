/** Words as sound that a switch can fetch: spoken once, kept, and served at an address that nobody can guess. */
import { createHash } from 'node:crypto';
import type { Prompt } from '../../engine/callflow/index.ts';
import { chain, readWav, resample, type Sound, tone, writeWav } from '../../engine/sound/index.ts';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { publicUrl } from '../../kit/public-url.ts';
import { readPlace, signPlace } from '../messages/index.ts';
import type { Runtime } from '../../kit/runtime.ts';
import type { CallSettings } from './contract-settings.ts';
import { type Speaker, SpeakerFailed, speaker } from './speaker.ts';
import { findRecordedSound, knownRecorded } from './store-recorded.ts';
import * as store from './store-sounds.ts';

/** Telephones carry nothing above. */
const RATE = 8_000;
const PURPOSE = 'calls.prompt';
const TONE_ID = 'tone';
const TONE: Sound = chain([tone(1_000, 0.3, RATE), { rate: RATE, samples: new Int16Array(RATE / 10) }], RATE);

/** "Please speak now." */
export const toneUrl = (ctx: Context): string => urlOf(ctx, TONE_ID);

/** The addresses of the prompts, in their order; what was never said is spoken now. Throws `SpeakerFailed`. */
export async function promptUrls(
  ctx: Context,
  settings: CallSettings,
  locale: Locale,
  prompts: readonly Prompt[],
): Promise<string[]> {
  const named = prompts.flatMap(({ recorded }) => recorded ?? []);
  const there = await ctx.tx((tx) => knownRecorded(tx, ctx.workspace.id, named));
  // A recording that is gone is read aloud from the words that stand beside it.
  const ids = prompts.map(({ recorded, words }) =>
    recorded !== undefined && there.has(recorded) ? { id: recorded } : { text: words[locale].trim() },
  );
  const texts = ids.flatMap(({ text }) => (text ? [text] : []));
  const spoken = await speakAll(ctx, settings, locale, texts);
  return ids.flatMap(({ id, text }) => {
    const sound = id ?? spoken.get(text ?? '');
    return sound ? [urlOf(ctx, sound)] : [];
  });
}

/** The id of the sound of each text. */
async function speakAll(
  ctx: Context,
  settings: CallSettings,
  locale: Locale,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const voice = speakerOf(ctx.runtime, settings);
  const wanted = new Map(texts.map((text) => [text, idOf(voice, settings, locale, text)]));
  if (wanted.size === 0) return wanted;
  const there = await ctx.tx((tx) => store.usePrompts(tx, ctx.workspace.id, [...wanted.values()], ctx.now));
  for (const [text, id] of wanted) {
    if (there.has(id)) continue;
    const sound = Buffer.from(writeWav(telephone(await voice.speak(settings, { text, locale, rate: settings.rate }))));
    await ctx.tx((tx) => store.savePrompt(tx, ctx.workspace.id, id, sound, ctx.now));
  }
  return wanted;
}

/** The sound of words, as a call says them. */
export async function soundOf(ctx: Context, settings: CallSettings, locale: Locale, text: string): Promise<Buffer> {
  const id = (await speakAll(ctx, settings, locale, [text])).get(text) ?? '';
  const sound = await ctx.tx((tx) => store.findPrompt(tx, ctx.workspace.id, id));
  if (!sound) throw new SpeakerFailed('what was spoken was not kept');
  return sound;
}

function telephone(spoken: Uint8Array): Sound {
  try {
    return resample(readWav(spoken), RATE);
  } catch (error) {
    throw new SpeakerFailed(`the voice answers with ${error instanceof Error ? error.message : 'no sound'}`);
  }
}

export function speakerOf(runtime: Runtime, { speaker: name }: Pick<CallSettings, 'speaker'>): Speaker {
  const found = runtime.slot(speaker).find((each) => each.name === name);
  if (!found) throw new SpeakerFailed(`there is no voice "${name}"`);
  return found;
}

function idOf(voice: Speaker, settings: CallSettings, locale: Locale, text: string): string {
  const parts = [text, voice.name, voice.voiceOf(settings, locale), settings.rate];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}

/** Ends as a file of its kind does: by that Asterisk knows what it is. */
const urlOf = (ctx: Context, id: string): string =>
  `${publicUrl(ctx.runtime)}/voice/${signPlace(ctx.runtime.home, PURPOSE, `${ctx.workspace.id}.${id}`)}.wav`;

/** null: nothing that we ever gave out. */
export async function soundAt(runtime: Runtime, name: string): Promise<Buffer | null> {
  const place = readPlace(runtime.home, PURPOSE, name.replace(/\.wav$/, ''));
  const [workspace, id] = place?.split('.') ?? [];
  if (!workspace || !id) return null;
  if (id === TONE_ID) return Buffer.from(writeWav(TONE));
  return runtime.db.inWorkspace(
    workspace,
    async (tx) => (await store.findPrompt(tx, workspace, id)) ?? (await findRecordedSound(tx, workspace, id)),
  );
}
