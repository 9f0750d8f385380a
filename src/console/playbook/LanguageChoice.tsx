import type { Locale } from '../../engine/words.ts';
import { useWords } from '../lib/i18n.ts';
import { Choices } from '../ui/Choices.tsx';
import { words } from './words.ts';

/** In which language is written: one at a time, so that long texts have room on a phone. */
export function LanguageChoice({ value, choose }: { value: Locale; choose: (locale: Locale) => void }) {
  const t = useWords(words);
  return (
    <Choices
      label={t('language')}
      options={(['zh', 'en'] as const).map((key) => ({ key, label: t(key) }))}
      value={value}
      choose={choose}
    />
  );
}
