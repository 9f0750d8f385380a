/** Whether a text can be said at all, before anybody is to hear it: braces, names of variables, and those that nobody has a value for. */
import type { Words } from '../words.ts';
import { nearestName } from './nearest.ts';
import { compileTemplate, variablesOf } from './template.ts';

export function checkText(text: string, known: readonly string[]): Words[] {
  const { template, flaws } = compileTemplate(text);
  return [
    ...flaws.map((flaw) =>
      flaw.kind === 'unclosed'
        ? {
            zh: `第 ${flaw.at + 1} 个字符处的 {{ 没有配对的 }}`,
            en: `the {{ at character ${flaw.at + 1} is not closed`,
          }
        : { zh: `「${flaw.text}」不是变量名`, en: `"${flaw.text}" is no name of a variable` },
    ),
    ...variablesOf(template)
      .filter(({ path }) => !known.includes(path))
      .map(({ path }) => unknown(path, known)),
  ];
}

function unknown(path: string, known: readonly string[]): Words {
  const near = nearestName(path, known);
  if (near !== null)
    return {
      zh: `没有变量「${path}」，是不是「${near}」？`,
      en: `there is no variable "${path}"; did you mean "${near}"?`,
    };
  return {
    zh: `没有变量「${path}」；可以用：${known.join('、')}`,
    en: `there is no variable "${path}"; known are ${known.join(', ')}`,
  };
}
