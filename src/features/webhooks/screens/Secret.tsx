import { useWords } from '../../../console/lib/i18n.ts';
import OneTime from '../../../console/ui/OneTime.tsx';
import { words } from './words.ts';

export default function Secret({ name, text, close }: { name: string; text: string; close: () => void }) {
  const t = useWords(words);
  return (
    <OneTime title={t('secretTitle', { name })} text={t('secretText')} secret={text} close={close}>
      <p className="f12 t3 cjk">{t('secretHow')}</p>
    </OneTime>
  );
}
