/** Addresses of the web in texts. */

/** Ends where Chinese text goes on without a space, and before what ends a sentence. */
const FOUND = /https?:\/\/[^\s<>"'`\u3000-\u9fff\uff00-\uffef]+/gi;
const TAIL = /[.,;:!?)\]}…]+$/;

export interface FoundUrl {
  readonly url: string;
  /** Characters from the beginning. */
  readonly at: number;
}

export function urlsIn(text: string): FoundUrl[] {
  return [...text.matchAll(FOUND)].flatMap((match) => {
    const url = withoutTail(match[0]);
    return url.length > 'https://'.length ? [{ url, at: match.index }] : [];
  });
}

/** What ends the sentence is not of the address; a bracket is when the address opened it. */
function withoutTail(found: string): string {
  const url = found.replace(TAIL, '');
  const closing = found.slice(url.length);
  return closing.startsWith(')') && url.includes('(') ? `${url})` : url;
}
