import { useWords } from '../../../console/lib/i18n.ts';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { NamedLink } from '../contract.ts';
import { words } from './words.ts';

export function State({ state }: { state: NamedLink['state'] }) {
  const t = useWords(words);
  return <Tag tone={state === 'open' ? 'ok' : 'neutral'}>{t(`state.${state}`)}</Tag>;
}
