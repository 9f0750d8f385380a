/** The channel `voice`, one adapter per engine: an attempt is one call. */
import { z } from 'zod';
import { type ChannelAdapter, defineAdapter } from '../messages/index.ts';
import type { VoiceEngine } from './engine.ts';
import { placeCall } from './place.ts';
import { CallSettings } from './contract-settings.ts';
import { CALL_FIELDS } from './settings.ts';
import * as store from './store.ts';

type Settings = CallSettings & Record<string, unknown>;

/** A person on the phone costs more than a letter: calls that wait are begun by the line's own pace. */
const AT_ONCE = 50;

export function voiceAdapter(engine: VoiceEngine): ChannelAdapter {
  return defineAdapter<Settings>({
    name: engine.name,
    kind: 'voice',
    words: engine.words,
    settings: z.strictObject({ ...engine.shape, ...CallSettings.shape }) as unknown as z.ZodType<Settings>,
    fields: [...engine.fields, ...CALL_FIELDS],
    needs: 'phone',
    receipts: true,
    atOnce: AT_ONCE,
    send: (settings, attempt, { within }) => placeCall(within, settings, attempt),
    async reconcile(_settings, { deliveryId }, { within }) {
      const call = await within.tx((tx) => store.findByDelivery(tx, within.workspace.id, deliveryId));
      return call ? { kind: 'accepted', providerId: call.call_id } : { kind: 'transient', code: 'not_placed' };
    },
    probe: (settings) => engine.probe(engineSettings(engine, settings)),
  });
}

/** Of the settings of the channel, those of the engine. */
export function engineSettings(engine: VoiceEngine, settings: unknown): unknown {
  return z.object(engine.shape).parse(settings);
}
