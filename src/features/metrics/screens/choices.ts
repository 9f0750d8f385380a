import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import type { Words } from '../../../engine/words.ts';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { words } from './words.ts';

const CHANNELS: Readonly<Record<string, Words>> = {
  email: { zh: '邮件', en: 'E-mail' },
  sms: { zh: '短信', en: 'SMS' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  voice: { zh: '电话', en: 'Phone' },
  sandbox: { zh: '沙盒', en: 'Sandbox' },
};

/** Names of playbooks and channels. */
export function useChoices(): { playbook: (key: string) => string; channel: (key: string) => string } {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const playbooks = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 60_000 });
  return {
    playbook(key) {
      if (key === '-') return t('ownForm');
      const found = playbooks.data?.playbooks.find((one) => one.key === key);
      return found ? say(found.name) : key;
    },
    channel: (key) => (CHANNELS[key] ? say(CHANNELS[key]) : key),
  };
}
