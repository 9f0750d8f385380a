import type { Feature } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { asteriskEngine } from './connectors/asterisk/index.ts';
import { voiceEngine } from './engine.ts';

export const callsFeature: Feature = {
  name: 'calls',
  words: { zh: '通话', en: 'Calls' },
  fillings: [fillSlot(voiceEngine, asteriskEngine)],
};
