import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Card, Facts } from '../../../console/ui/Card.tsx';
import { Note } from '../../../console/ui/States.tsx';
import { getExposure } from '../contract-exposure.ts';
import { exposureWords } from './exposure-words.ts';

/** Who of the control group was contacted all the same, and by what. Nothing while nobody has matured. */
export function ExposureCard({ playbook, epoch }: { playbook: string; epoch: number | undefined }) {
  const t = useWords(exposureWords);
  const say = useSay();
  const format = useFormat();
  const found = useEndpoint(getExposure, { params: { playbook }, query: { epoch } }).data;
  if (!found || found.control === 0) return null;
  return (
    <Card title={t('title')} caption={t('caption', { n: format.number(found.control) })}>
      <p>
        {found.contacted === 0
          ? t('none')
          : t('share', { k: format.number(found.contacted), share: format.percent(found.share) })}
      </p>
      {found.level === 'ok' ? null : <Note tone={found.level === 'diluted' ? 'bad' : 'warn'}>{t(found.level)}</Note>}
      <Facts
        rows={found.by.map(({ what, playbook: by, playbookName, customers }) => [
          `${t(what)} · ${playbookName ? say(playbookName) : (by ?? t('byHand'))}`,
          t('people', { count: customers }),
        ])}
      />
    </Card>
  );
}
