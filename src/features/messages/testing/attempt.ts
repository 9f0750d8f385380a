import type { Attempt } from '../adapter.ts';

let attempts = 0;

export function attemptTo(to: string, part: Partial<Attempt> = {}): Attempt {
  return {
    deliveryId: `dlv_${(attempts++).toString(16).padStart(32, '0')}`,
    to,
    purpose: 'service',
    content: { subject: '您好', text: '您好：<b>一切</b>都好吗？\n\nhttps://example.com/s/abc?x=1&y=2' },
    locale: 'zh',
    unsubscribeUrl: 'https://example.com/u/token',
    signal: new AbortController().signal,
    ...part,
  };
}
