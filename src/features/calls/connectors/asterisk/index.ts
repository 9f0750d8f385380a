/** Asterisk 16 and later by its REST interface (ARI): a switch in the house, carriers by SIP trunk. */
import { defineEngine } from '../../engine.ts';
import { AriClient } from './client.ts';
import { openLine } from './line.ts';
import { ASTERISK_FIELDS, AsteriskSettings } from './settings.ts';

export const asteriskEngine = defineEngine<AsteriskSettings>({
  name: 'asterisk',
  words: { zh: 'Asterisk（自建）', en: 'Asterisk (your own)' },
  shape: AsteriskSettings.shape,
  fields: ASTERISK_FIELDS,
  open: openLine,
  async probe(settings) {
    try {
      const info = (await new AriClient(settings).call('GET', 'asterisk/info')) as { system?: { version?: string } };
      return { ok: true, note: `Asterisk ${info.system?.version ?? ''}`.trim() };
    } catch (error) {
      return { ok: false, note: error instanceof Error ? error.message : String(error) };
    }
  },
});
