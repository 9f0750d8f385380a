/** A pasted list or a CSV of whom not to contact. Pure. */
export interface BlockLine {
  /** From 1, as the person sees it. */
  readonly line: number;
  readonly value: string;
  readonly reason: string | null;
  /** YYYY-MM-DD, the last day it holds. */
  readonly until: string | null;
}

const HEAD = /^(phone|mobile|email|e-mail|customer|number|手机|电话|号码|邮箱|客户)/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** One a line: which, and behind commas or tabs why and until when. A heading is passed over. */
export function readBlockLines(text: string): BlockLine[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((raw, at) => {
      const [value = '', reason = '', until = ''] = raw.split(/[,，\t;；]/).map((cell) =>
        cell
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      );
      if (value === '' || (at === 0 && HEAD.test(value))) return [];
      return [{ line: at + 1, value, reason: reason.slice(0, 200) || null, until: DAY.test(until) ? until : null }];
    });
}
