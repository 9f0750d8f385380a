import { Link } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Note } from '../../../../console/ui/States.tsx';
import { getTextModel } from '../../contract.ts';
import { words } from './words.ts';

/** On the insights: the model that was set up does not answer just now, and who does instead. */
export function Fallen() {
  const t = useWords(words);
  const to = usePath();
  const format = useFormat();
  const status = useEndpoint(getTextModel, {}).data?.status;
  if (!status?.last) return null;
  return (
    <Note tone="warn">
      {t('insight', { why: t(`fallback.${status.last.fallback}`), n: format.number(status.fellBack) })}{' '}
      <Link className="hx-link" to={to('settings/text-model')}>
        {t('open')}
      </Link>
    </Note>
  );
}
