import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { channelAdapter, standIn } from '../messages/index.ts';
import { playbookPart } from '../playbooks/index.ts';
import { asteriskVoice } from './channels/asterisk/index.ts';
import { twilioVoice } from './channels/twilio/index.ts';
import { asteriskEngine } from './connectors/asterisk/index.ts';
import { twilioEngine } from './connectors/twilio/index.ts';
import { voiceEngine } from './engine.ts';
import * as initial from './migrations/0001-calls.ts';
import * as flows from './migrations/0002-flows.ts';
import * as provider from './migrations/0003-provider.ts';
import * as sandboxCalls from './migrations/0004-sandbox.ts';
import { keepJob, readJob } from './jobs.ts';
import { espeak } from './models/espeak/index.ts';
import { openAiHearing } from './models/hearing-http/index.ts';
import { openAiSpeech, plainSpeech } from './models/speech-http/index.ts';
import { recogniser } from './recogniser.ts';
import { callsPart } from './part.ts';
import { routes } from './routes.ts';
import { lineService } from './service-line.ts';
import { speaker } from './speaker.ts';
import { sandboxVoice } from './stand-in.ts';
import { callsSweep, sandboxSweep } from './sweep.ts';

export const callsFeature: Feature = {
  name: 'calls',
  words: { zh: '通话', en: 'Calls' },
  migrations: migrationsOf('calls', {
    '0001-calls': initial,
    '0002-flows': flows,
    '0003-provider': provider,
    '0004-sandbox': sandboxCalls,
  }),
  tables: [
    { name: 'call', replay: 'empty' },
    { name: 'call_event', replay: 'empty' },
    { name: 'call_recording', replay: 'empty' },
    { name: 'call_prompt', replay: 'empty' },
    // A replay calls nobody, so it holds no line and rings no phone.
    { name: 'call_line', replay: 'empty' },
    { name: 'call_extension', replay: 'empty' },
    { name: 'call_provider', replay: 'empty' },
    { name: 'call_flow', replay: 'copy' },
    // Nobody is called in a replay: what would be played need not be copied.
    { name: 'call_recorded', replay: 'empty' },
  ],
  routes,
  jobs: [keepJob, readJob],
  sweeps: [callsSweep, sandboxSweep],
  services: [lineService],
  fillings: [
    fillSlot(playbookPart, callsPart),
    fillSlot(voiceEngine, asteriskEngine),
    fillSlot(voiceEngine, twilioEngine),
    fillSlot(channelAdapter, asteriskVoice),
    fillSlot(channelAdapter, twilioVoice),
    fillSlot(standIn, sandboxVoice),
    ...[espeak, openAiSpeech, plainSpeech].map((each) => fillSlot(speaker, each)),
    fillSlot(recogniser, openAiHearing),
    fillSlot(knownTypes, { call: { zh: '通话', en: 'Call' } }),
    fillSlot(auditWords, {
      actions: {
        'calls.made': { zh: '打电话给客户', en: 'Called a customer' },
        'calls.hung_up': { zh: '挂断通话', en: 'Hung up a call' },
        'calls.recording_heard': { zh: '听录音', en: 'Heard a recording' },
        'calls.extension_set': { zh: '设置话机号码', en: 'Set the number of a phone' },
        'calls.read_again': { zh: '再识别一次录音', en: 'Had a recording read again' },
        'calls.sound_added': { zh: '上传电话录音', en: 'Uploaded a recording for calls' },
        'calls.sound_changed': { zh: '修改电话录音', en: 'Changed a recording for calls' },
      },
      things: { call: { zh: '通话', en: 'Call' }, call_sound: { zh: '电话录音', en: 'Recording for calls' } },
    }),
  ],
  errors: {
    call_no_phone: {
      status: 409,
      words: { zh: '这位客户没有电话号码。', en: 'This customer has no phone number.' },
    },
    call_no_extension: {
      status: 409,
      words: {
        zh: '还没有设置您自己的话机号码。请先在通话页填好。',
        en: 'The number of your own phone is not set. Fill it in on the page of calls first.',
      },
    },
    call_no_line: {
      status: 409,
      words: {
        zh: '语音电话还没有设置，打不了电话。请先在“设置 · 渠道”里设置。',
        en: 'Voice calls are not set up. Set the channel up in the settings first.',
      },
    },
    call_sound_unusable: {
      status: 400,
      words: { zh: '录音用不了：{what}', en: 'The recording cannot be used: {what}' },
    },
    call_no_recogniser: {
      status: 409,
      words: { zh: '还没有设置语音识别。', en: 'No recogniser is set up.' },
    },
    call_voice_failed: {
      status: 502,
      words: { zh: '读不出来：{why}', en: 'It could not be read aloud: {why}' },
    },
    call_opted_out: {
      status: 409,
      words: {
        zh: '这位客户说过不要再给她打电话。',
        en: 'This customer has said that she wants no more calls.',
      },
    },
  },
  permissions: [
    { name: 'calls:read', words: { zh: '查看通话', en: 'See calls' } },
    { name: 'calls:make', words: { zh: '打电话、挂断', en: 'Make calls and hang up' } },
    { name: 'calls:listen', words: { zh: '听录音', en: 'Hear recordings' } },
  ],
};
