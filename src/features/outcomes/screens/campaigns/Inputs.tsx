import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import type { CampaignSummary } from '../../contract-campaigns.ts';
import { sizeText } from './size.ts';
import { words } from './words.ts';

/** Which files the figures came from, by whom and when. */
export function Inputs({ campaign }: { campaign: CampaignSummary }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Card
      title={t('inputs')}
      caption={`${format.when(campaign.madeAt)} ${t('by', { name: campaign.madeBy })}`}
      className="hx-campaign-inputs"
    >
      <ul>
        {campaign.files.map(({ file, bytes, sha256 }) => (
          <li key={file}>
            <b>{file}</b>
            <span className="t2">{sizeText(bytes, format)}</span>
            <code title={sha256}>{sha256}</code>
          </li>
        ))}
      </ul>
      <p className="f12 t3">{t('inputsNote')}</p>
    </Card>
  );
}
