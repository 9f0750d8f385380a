/** The settings of calls as the console asks for them. */
import type { SettingField } from '../messages/index.ts';

const minutes = (key: string, zh: string, en: string, initial: number): SettingField => ({
  key,
  kind: 'number',
  initial,
  label: { zh: `${zh}：隔多少分钟再拨`, en: `${en}: minutes until the next call` },
});
const times = (key: string, zh: string, en: string, initial: number): SettingField => ({
  key,
  kind: 'number',
  initial,
  label: { zh: `${zh}：最多再拨几次`, en: `${en}: calls more at the most` },
});

export const CALL_FIELDS: readonly SettingField[] = [
  {
    key: 'caller',
    kind: 'text',
    label: { zh: '开场报的名字', en: 'Name in the first sentence' },
    hint: {
      zh: '“您好，这里是……，本次通话将会录音”。不填就用工作区的名字',
      en: '"Hello, this is …. This call is recorded." The name of the workspace where empty',
    },
  },
  {
    key: 'dialFormat',
    kind: 'choice',
    initial: 'e164',
    label: { zh: '拨号格式', en: 'Numbers are dialled as' },
    options: [
      { value: 'e164', label: { zh: '国际格式（+86138…）', en: 'International (+86138…)' } },
      { value: 'national', label: { zh: '去掉 +86（138…）', en: 'Without +86 (138…)' } },
    ],
  },
  {
    key: 'ringSeconds',
    kind: 'number',
    initial: 30,
    label: { zh: '振铃多久（秒）', en: 'Ringing (seconds)' },
    hint: { zh: '20 到 45 秒', en: '20 to 45 seconds' },
  },
  { key: 'mostCalls', kind: 'number', initial: 10, label: { zh: '同时最多几通', en: 'Calls at once' } },
  { key: 'callsPerSecond', kind: 'number', initial: 1, label: { zh: '每秒最多拨几通', en: 'Calls begun in a second' } },
  times('busyTimes', '占线', 'Busy', 2),
  minutes('busyMinutes', '占线', 'Busy', 10),
  times('noAnswerTimes', '无人接听', 'No answer', 2),
  minutes('noAnswerMinutes', '无人接听', 'No answer', 120),
  times('unreachableTimes', '关机或不在服务区', 'Out of reach', 1),
  minutes('unreachableMinutes', '关机或不在服务区', 'Out of reach', 1_440),
  times('networkTimes', '线路或网关故障', 'Network or gateway', 3),
  minutes('networkMinutes', '线路或网关故障', 'Network or gateway', 5),
  {
    key: 'messages',
    kind: 'boolean',
    initial: true,
    label: { zh: '开放题请客户留言', en: 'Free questions are answered by a message' },
  },
  {
    key: 'person',
    kind: 'text',
    label: { zh: '不满时转接的坐席', en: 'Who takes over when she is not satisfied' },
    hint: { zh: '坐席话机的号码；不填就不转接', en: 'Number of a phone of yours; nobody where empty' },
  },
  {
    key: 'recordingDays',
    kind: 'number',
    initial: 180,
    label: { zh: '录音保存多少天', en: 'Recordings are kept (days)' },
    hint: { zh: '至少 30 天', en: 'At least 30' },
  },
  {
    key: 'speaker',
    kind: 'choice',
    initial: 'espeak',
    label: { zh: '语音合成', en: 'Voice' },
    options: [
      { value: 'espeak', label: { zh: 'espeak-ng（本机，免费）', en: 'espeak-ng (on this machine)' } },
      { value: 'openai', label: { zh: 'OpenAI 兼容的语音合成', en: 'Speech like OpenAI’s' } },
      { value: 'http', label: { zh: '自建语音合成（HTTP）', en: 'A voice of your own (HTTP)' } },
    ],
  },
  { key: 'rate', kind: 'number', initial: 200, label: { zh: '语速（每分钟词数）', en: 'Speed (words a minute)' } },
  { key: 'speakerUrl', kind: 'text', leads: true, label: { zh: '语音合成地址', en: 'Address of the voice' } },
  { key: 'speakerKey', kind: 'secret', label: { zh: '语音合成密钥', en: 'Key of the voice' } },
  { key: 'speakerModel', kind: 'text', label: { zh: '语音合成模型', en: 'Model of the voice' } },
  { key: 'speakerVoice', kind: 'text', label: { zh: '发音人', en: 'Which voice' } },
  {
    key: 'recogniser',
    kind: 'choice',
    initial: 'none',
    label: { zh: '语音识别', en: 'Recogniser' },
    options: [
      { value: 'none', label: { zh: '不识别', en: 'None' } },
      { value: 'openai', label: { zh: 'OpenAI 兼容的语音识别', en: 'Transcription like OpenAI’s' } },
    ],
  },
  { key: 'recogniserUrl', kind: 'text', leads: true, label: { zh: '语音识别地址', en: 'Address of the recogniser' } },
  { key: 'recogniserKey', kind: 'secret', label: { zh: '语音识别密钥', en: 'Key of the recogniser' } },
  { key: 'recogniserModel', kind: 'text', label: { zh: '语音识别模型', en: 'Model of the recogniser' } },
];
