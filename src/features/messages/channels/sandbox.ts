/**
 * Stands in for a channel that is not configured: nothing leaves the house, and every message can be seen, answered and refused on the screen
 * 沙盒收件箱. Addresses say how it goes, so that a failure can be tried: a phone that ends in 0000 or an e-mail that begins with
 * `bounce` is refused, one that begins with `lost` ends unknown.
 */
import { z } from 'zod';
import type { AddressKind } from '../../customers/index.ts';
import type { ChannelAdapter } from '../adapter.ts';
import type { ChannelKind } from '../contract-definition.ts';

export const SANDBOX = 'sandbox';

const NEEDS = {
  sms: 'phone',
  voice: 'phone',
  email: 'email',
  wecom: 'wecom',
  wechat: 'wecom',
  web: 'web',
} as const satisfies Record<ChannelKind, AddressKind>;

export function sandbox(kind: ChannelKind): ChannelAdapter {
  return {
    name: SANDBOX,
    kind,
    words: { zh: '沙盒（不会真的发出）', en: 'Sandbox (nothing is really sent)' },
    settings: z.strictObject({}),
    fields: [],
    needs: NEEDS[kind],
    receipts: true,
    atOnce: 500,
    async send(_settings, { to, deliveryId }) {
      if (to.endsWith('0000') || to.startsWith('bounce'))
        return {
          kind: 'rejected',
          scope: 'recipient',
          code: 'sandbox',
          note: 'this address is refused in the sandbox',
        };
      if (to.startsWith('lost')) return { kind: 'unknown', code: 'sandbox', note: 'this address never answers' };
      return { kind: 'confirmed', providerId: deliveryId };
    },
  };
}
