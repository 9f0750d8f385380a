/** What a customer's words mean for contact. Pure. */

/** As written after folding: full width, case, spaces, and a trailing full stop or exclamation mark. */
const OUT = new Set(
  'r t n td 0000 退订 拒收 拒接 不要发了 停止发送 取消 取消订阅 不要再发 不要再发了 别再发 别再发了 别发了 退订回复r 回复td退订 stop stopall optout revoke unsubscribe quit cancel end'.split(
    ' ',
  ),
);

export type InboundKind = 'reply' | 'digit' | 'optOut';

/** Single letters and words count only when nothing else is said: “1T” is no opt-out, and neither is a sentence with 取消 in it. */
export function readInbound(text: string): InboundKind {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b-\u200d\ufeff]+/g, '')
    .replace(/[。.!！~～]+$/u, '');
  if (OUT.has(folded)) return 'optOut';
  return /^\d{1,2}$/.test(folded) ? 'digit' : 'reply';
}
