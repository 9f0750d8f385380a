import { voiceAdapter } from '../../adapter.ts';
import { twilioEngine } from '../../connectors/twilio/index.ts';

export const twilioVoice = voiceAdapter(twilioEngine);
