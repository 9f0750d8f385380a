import { useWords } from '../../../console/lib/i18n.ts';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { ExplainedEnrolment } from '../contract.ts';
import { words } from './words.ts';

export function ArmTag({ arm }: { arm: ExplainedEnrolment['arm'] }) {
  const t = useWords(words);
  return <Tag tone={arm === 'treatment' ? 'accent' : 'neutral'}>{t(`arm.${arm}`)}</Tag>;
}
