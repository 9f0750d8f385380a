import { expect, test } from 'vitest';
import { checkSmsTemplate, checkValues, fillSms, matchSms, type SmsTemplate } from './template.ts';

const NOTICE: SmsTemplate = {
  text: '您好${name}，您的${thing}已完成，请回复1-5分',
  sign: '安和口腔',
  purpose: 'notice',
  linkMode: 'none',
};
const rules = (part: Partial<SmsTemplate>) =>
  checkSmsTemplate({ ...NOTICE, ...part }).map(({ rule, level }) => `${rule}:${level}`);

test.each<[string, Partial<SmsTemplate>, string[]]>([
  ['a good notice', {}, []],
  ['too long', { text: '长'.repeat(495) }, ['length:bad']],
  ['just long enough', { text: '长'.repeat(494) }, []],
  ['brackets', { text: '【安和】您好' }, ['brackets:bad']],
  ['only variables', { text: '${a}' }, ['all_variable:bad']],
  ['side by side', { text: '您好${a}${b}' }, ['adjacent:bad']],
  ['a variable twice', { text: '${a}您好${a}' }, ['twice:bad']],
  ['a strange name', { text: '您好${名字}' }, ['names:bad']],
  ['numbers', { text: '${1}您好，${2}好了', numbered: true }, []],
  ['numbers out of order', { text: '${2}您好，${1}好了', numbered: true }, ['order:bad']],
  ['names where numbers are wanted', { text: '${a}您好', numbered: true }, ['names:bad']],
  ['a link', { text: '请打开 hx.cn/hf 看看' }, ['link:bad']],
  ['a link and a code', { text: '请打开 hx.cn/hf 输入${code}', linkMode: 'constant' }, []],
  ['a link without a code', { text: '请打开 hx.cn/hf', linkMode: 'constant' }, ['code_missing:bad']],
  ['no link', { text: '请输入${code}', linkMode: 'constant' }, ['link_missing:bad']],
  ['a link in a variable', { text: '请打开${url} 谢谢', linkMode: 'variable' }, ['link_variable:warn']],
  ['marketing without a way out', { text: '新品上市', purpose: 'marketing' }, ['way_out:bad']],
  ['marketing', { text: '新品上市，拒收请回复R', purpose: 'marketing' }, []],
  ['a notice with a way out', { text: '您好，退订回T' }, ['no_way_out:bad']],
  ['what platforms send back', { text: '请填写满意度问卷，邀请好评' }, ['doubtful:warn', 'doubtful:warn']],
])('%s', (_name, part, expected) => {
  expect(rules(part)).toEqual(expected);
});

test.each([
  [{ name: '沈女士', thing: '复诊' }, null],
  [{ name: '沈女士' }, { name: 'thing', flaw: 'missing' }],
  [
    { name: '长'.repeat(36), thing: '复诊' },
    { name: 'name', flaw: 'long' },
  ],
  [{ name: '长'.repeat(35), thing: '复诊' }, null],
  [
    { name: 'http://a.cn/x', thing: '复诊' },
    { name: 'name', flaw: 'link' },
  ],
  [
    { name: '【安和】', thing: '复诊' },
    { name: 'name', flaw: 'brackets' },
  ],
])('values %j: %j', (values, expected) => {
  expect(checkValues(NOTICE, values as never)).toEqual(expected);
});

test('a text is found again in the template it was made from', () => {
  const values = { name: '沈(女)士', thing: '复诊，$1' };
  const said = fillSms(NOTICE.text, values);
  expect(matchSms(NOTICE.text, said)).toEqual(values);
  expect(matchSms(NOTICE.text, `【安和口腔】${said}`)).toEqual(values);
  expect(matchSms(NOTICE.text, `${said}。`)).toBeNull();
  expect(matchSms('还会再来吗？', '还会再来吗？')).toEqual({});
});
