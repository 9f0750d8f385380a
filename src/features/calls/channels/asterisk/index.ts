import { voiceAdapter } from '../../adapter.ts';
import { asteriskEngine } from '../../connectors/asterisk/index.ts';

export const asteriskVoice = voiceAdapter(asteriskEngine);
