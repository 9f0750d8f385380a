import type { Attribute } from '../../contract.ts';

type Choice = Attribute['choices'][number];

/** One choice a line, `金卡 = Gold` when it has an English name of its own; values of known choices are kept. */
export function readChoices(text: string, before: readonly Choice[]): Choice[] {
  const seen = new Set<string>();
  return text
    .split('\n')
    .map((line) => {
      const [zh = '', en = ''] = line.split(/[=＝]/).map((part) => part.trim());
      return { zh, en: en || zh };
    })
    .filter(({ zh }) => zh !== '' && !seen.has(zh) && seen.add(zh))
    .map((choice) => ({ value: before.find((one) => one.zh === choice.zh)?.value ?? choice.zh, ...choice }));
}

export const writeChoices = (choices: readonly Choice[]): string =>
  choices.map(({ zh, en }) => (en === zh ? zh : `${zh} = ${en}`)).join('\n');
