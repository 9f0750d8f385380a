/** What a customer may answer with, as she reads it in the words she got: “请回复1-5分”, “请回复数字：1很好，2一般”. Pure. */
export interface Quick {
  readonly text: string;
  readonly label: string;
}

const RANGE = /(?:回复|[Rr]eply)\s*(\d{1,2})\s*(?:-|–|to|到|至)\s*(\d{1,2})/;
const LIST = /(?:回复数字|[Rr]eply with (?:a number|numbers))[^:：]*[:：]\s*(.+)/;
const ENTRY = /^\s*(\d{1,2})\s*(.*?)[。.!！]?\s*$/;
/** More than a row of a phone holds are typed. */
const MOST = 11;
/** Where the words name none, what flows most often ask for. */
const USUAL: readonly Quick[] = ['1', '2'].map((text) => ({ text, label: text }));

export function quickIn(words: string): readonly Quick[] {
  const list = LIST.exec(words)?.[1]?.split(/[，,]/) ?? [];
  const entries = list.flatMap((part): Quick[] => {
    const [, digit, name = ''] = ENTRY.exec(part) ?? [];
    return digit ? [{ text: digit, label: `${digit} ${name}`.trim() }] : [];
  });
  if (entries.length > 1) return entries.slice(0, MOST);
  const [, from, to] = RANGE.exec(words) ?? [];
  const [least, most] = [Number(from), Number(to)];
  if (from === undefined || most <= least || most - least >= MOST) return USUAL;
  return Array.from({ length: most - least + 1 }, (_, at) => String(least + at)).map((text) => ({ text, label: text }));
}
