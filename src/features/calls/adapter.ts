/** The channel `voice`, one adapter per engine: an attempt is one call. */
import { z } from 'zod';
import { opening } from '../../engine/callflow/index.ts';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { type ChannelAdapter, defineAdapter, type Outcome } from '../messages/index.ts';
import type { VoiceEngine } from './engine.ts';
import { CALLS_AT_ONCE, findPlaced, placeCall } from './place.ts';
import { promptUrls } from './prompts.ts';
import { CallSettings } from './contract-settings.ts';
import { CALL_FIELDS } from './settings.ts';
import { SpeakerFailed } from './speaker.ts';

type Settings = CallSettings & Record<string, unknown>;

export function voiceAdapter(engine: VoiceEngine): ChannelAdapter {
  return defineAdapter<Settings>({
    name: engine.name,
    kind: 'voice',
    words: engine.words,
    settings: z.strictObject({ ...engine.shape, ...CallSettings.shape }) as unknown as z.ZodType<Settings>,
    fields: [...engine.fields, ...CALL_FIELDS],
    needs: 'phone',
    receipts: true,
    atOnce: CALLS_AT_ONCE,
    async send(settings, attempt, { within }) {
      const outcome = await placeCall(within, settings, attempt);
      return outcome ?? tryOut(engine, settings, within, attempt.locale);
    },
    reconcile: findPlaced,
    probe: (settings) => engine.probe(engineSettings(engine, settings)),
  });
}

/** An attempt of no message is somebody who looks whether it works: nobody is called, the switch and the voice are asked. */
async function tryOut(engine: VoiceEngine, settings: Settings, ctx: Context, locale: Locale): Promise<Outcome> {
  const { ok, note } = await engine.probe(engineSettings(engine, settings));
  if (!ok) return { kind: 'rejected', scope: 'config', code: 'switch', note };
  try {
    await promptUrls(ctx, settings, locale, [opening({ caller: { zh: '回响', en: 'Huixiang' } })]);
  } catch (error) {
    if (!(error instanceof SpeakerFailed)) throw error;
    return { kind: 'rejected', scope: 'config', code: 'voice', note: error.message };
  }
  return { kind: 'confirmed', note };
}

/** Of the settings of the channel, those of the engine. */
export function engineSettings(engine: VoiceEngine, settings: unknown): unknown {
  return z.object(engine.shape).parse(settings);
}
