import { useWords } from '../../../../console/lib/i18n.ts';
import { Tag, type Tone } from '../../../../console/ui/Tag.tsx';
import type { ChannelTemplate } from '../../contract-channel-templates.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<ChannelTemplate['state'], Tone>> = {
  draft: 'neutral',
  pending: 'warn',
  approved: 'ok',
  rejected: 'bad',
};

export function State({ state }: Pick<ChannelTemplate, 'state'>) {
  const t = useWords(words);
  return <Tag tone={TONES[state]}>{t(`states.${state}`)}</Tag>;
}
