/**
 * Templates of short messages as platforms in mainland China take them: a text with named variables, `${name}`. Which rule a text breaks is said
 * where it is written, before anybody waits ten days for an approval. Rules as of 2026-11 (help.aliyun.com 108088, 463270; cloud.tencent.com 382/39023).
 */
import type { Words } from '../words.ts';

export const SMS_PURPOSES = ['code', 'notice', 'marketing'] as const;
export type SmsPurpose = (typeof SMS_PURPOSES)[number];
/** `none`: no link. `constant`: a fixed address and a code in a variable. `variable`: the platform has allowed a link in a variable. */
export const LINK_MODES = ['none', 'constant', 'variable'] as const;
export type LinkMode = (typeof LINK_MODES)[number];

export interface SmsTemplate {
  readonly text: string;
  readonly sign: string;
  readonly purpose: SmsPurpose;
  readonly linkMode: LinkMode;
  /** Variables are numbers from 1 on (Tencent, Twilio). */
  readonly numbered?: boolean;
}

export interface SmsFlaw {
  readonly rule: string;
  /** `warn`: often refused, but people decide. */
  readonly level: 'bad' | 'warn';
  readonly words: Words;
}

const MOST = 500;
export const MOST_VALUE = 35;
const VARIABLE = /\$\{([^}]*)\}/g;
const LINK =
  /(https?:\/\/|www\.)|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|net|org|cc|top|vip|link|me|io|shop|xyz|info|co)\b/i;
const WAY_OUT = '拒收请回复R';
/** What platforms name as forbidden or send back as a rule. */
const DOUBTFUL = [
  '问卷',
  '调查',
  '调研',
  '邀请好评',
  '好评返现',
  '给好评',
  '五星好评',
  '用户召回',
  '召回',
  '邀请参加',
  '邀请您参与',
  '中奖',
  '免费领取',
];

export const hasLink = (text: string): boolean => LINK.test(text);

export const variablesIn = (text: string): string[] => [...text.matchAll(VARIABLE)].map(([, name = '']) => name);

export function checkSmsTemplate(template: SmsTemplate): SmsFlaw[] {
  const { text, sign, purpose, linkMode } = template;
  const fixed = text.replace(VARIABLE, '');
  const flaws: (SmsFlaw | false)[] = [
    text.length + (sign ? sign.length + 2 : 0) > MOST &&
      bad('length', `连签名最多 ${MOST} 个字`, `at most ${MOST} characters with its sign`),
    /[【】]/.test(text) &&
      bad('brackets', '正文里不能有【】，签名会自动加上', 'no 【】 in the text: the sign is put before it'),
    fixed.trim() === '' && bad('all_variable', '不能全是变量', 'not variables alone'),
    /\$\{[^}]*\}\s*\$\{/.test(text) && bad('adjacent', '两个变量不能挨着', 'two variables may not stand side by side'),
    ...variableFlaws(template),
    linkMode === 'none' &&
      hasLink(fixed) &&
      bad('link', '写了链接，要把链接方式选成“固定链接＋短码”', 'it has a link: choose “fixed link and code”'),
    linkMode === 'constant' &&
      !hasLink(fixed) &&
      bad('link_missing', '选了固定链接，正文里却没有链接', 'a fixed link was chosen, and there is none'),
    linkMode === 'constant' &&
      variablesIn(text).length === 0 &&
      bad('code_missing', '固定链接要配一个放短码的变量', 'a fixed link wants a variable for the code'),
    purpose === 'marketing' &&
      !text.trim().endsWith(WAY_OUT) &&
      bad('way_out', `推广短信必须以“${WAY_OUT}”结尾`, `marketing must end with “${WAY_OUT}”`),
    purpose !== 'marketing' &&
      /退订|拒收/.test(text) &&
      bad('no_way_out', '通知和验证短信不能写退订或拒收', 'notices and codes may not speak of unsubscribing'),
    linkMode === 'variable' && {
      ...bad(
        'link_variable',
        '链接放在变量里，多数平台不予通过，除非已单独报备',
        'most platforms refuse a link in a variable unless they have allowed it',
      ),
      level: 'warn' as const,
    },
    ...DOUBTFUL.filter((word) => text.includes(word))
      .slice(0, 3)
      .map(
        (word): SmsFlaw => ({
          rule: 'doubtful',
          level: 'warn',
          words: {
            zh: `含“${word}”，平台常以此驳回；改成服务通知加“请回复1-5”更稳妥`,
            en: `“${word}” is often refused; a notice with “reply 1 to 5” passes`,
          },
        }),
      ),
  ];
  return flaws.filter((flaw): flaw is SmsFlaw => flaw !== false);
}

function variableFlaws({ text, numbered }: SmsTemplate): SmsFlaw[] {
  const names = variablesIn(text);
  const wrong = names.filter((name) => !(numbered ? /^[1-9]\d?$/ : /^[a-zA-Z][a-zA-Z0-9_]{0,29}$/).test(name));
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  const flaws: SmsFlaw[] = [];
  if (wrong.length > 0)
    flaws.push(
      numbered
        ? bad('names', '变量要写成 ${1}、${2}……', 'variables are ${1}, ${2} …')
        : bad(
            'names',
            `变量名只能用字母、数字和下划线：${wrong.join('、')}`,
            `names of letters, digits and _: ${wrong.join(', ')}`,
          ),
    );
  else if (numbered && names.some((name, at) => Number(name) !== at + 1) && twice.length === 0)
    flaws.push(bad('order', '变量要从 1 起连续编号', 'variables are numbered from 1 on, in order'));
  if (twice.length > 0)
    flaws.push(bad('twice', `同一个变量只能用一次：${twice.join('、')}`, `each variable once: ${twice.join(', ')}`));
  return flaws;
}

function bad(rule: string, zh: string, en: string): SmsFlaw {
  return { rule, level: 'bad', words: { zh, en } };
}

export type ValueFlaw = 'missing' | 'long' | 'link' | 'brackets';

/** The first thing that is wrong with the values of an approved template; null when they fit. */
export function checkValues(
  { text, linkMode }: Pick<SmsTemplate, 'text' | 'linkMode'>,
  values: Readonly<Record<string, string>>,
): { readonly name: string; readonly flaw: ValueFlaw } | null {
  for (const name of variablesIn(text)) {
    const value = values[name] ?? '';
    if (value === '') return { name, flaw: 'missing' };
    if (linkMode !== 'variable' && hasLink(value)) return { name, flaw: 'link' };
    if (value.length > MOST_VALUE && !(linkMode === 'variable' && hasLink(value))) return { name, flaw: 'long' };
    if (/[【】]/.test(value)) return { name, flaw: 'brackets' };
  }
  return null;
}

export const fillSms = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(VARIABLE, (_all, name: string) => values[name] ?? '');

/** The values with which a template gives exactly this text; null when it cannot. A sign before it does not count. */
export function matchSms(text: string, said: string): Record<string, string> | null {
  const names = variablesIn(text);
  const pieces = text.split(/\$\{[^}]*\}/).map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const found = new RegExp(`^(?:【[^】]*】)?${pieces.join('(.+?)')}$`, 's').exec(said.trim());
  return found && Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? '']));
}
