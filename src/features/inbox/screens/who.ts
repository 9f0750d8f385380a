import { useWords } from '../../../console/lib/i18n.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import type { IconName } from '../../../console/ui/Icon.tsx';
import type { ChannelKind } from '../../messages/contract-definition.ts';
import type { Conversation } from '../contract.ts';
import { words } from './words.ts';

export const CHANNEL_ICONS: Readonly<Record<ChannelKind, IconName>> = {
  sms: 'chat',
  wecom: 'wecom',
  wechat: 'wecom',
  email: 'mail',
  voice: 'phone',
  web: 'screen',
};

/** A name, the address she wrote from, or that nobody knows. */
export function useWho(): (conversation: Conversation) => string {
  const t = useWords(words);
  return ({ customer, name, address, channel }) =>
    customer?.name ??
    name ??
    (address && (channel === 'email' ? address : phoneText(address))) ??
    (channel === 'web' ? t('visitor') : t('unknown'));
}
