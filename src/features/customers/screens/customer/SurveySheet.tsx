import { addressOf } from '../../../../console/lib/address.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { CopyButton } from '../../../../console/ui/CopyButton.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { type SurveyLink, surveyLinkQr } from '../../../surveys/contract.ts';
import { words } from './survey-words.ts';
import './surveys.css';

/** Her survey as a code: she scans it at the counter, and answers on her own telephone. */
export default function SurveySheet({ link, title, close }: { link: SurveyLink; title: string; close: () => void }) {
  const t = useWords(words);
  const { id } = useWorkspace();
  const at = (format: 'svg' | 'png') =>
    addressOf(surveyLinkQr, { params: { link: link.linkId }, query: { format } }, id);
  return (
    <Sheet open title={title} close={close}>
      <div className="hx-survey-code">
        <img src={at('svg')} alt={t('pictureOf', { title })} width={240} height={240} />
        <p className="t2">{t('scan')}</p>
        <CopyButton text={link.url} shown={<span className="long f13">{link.url}</span>} label={t('copy')} />
        <a href={at('png')} download={`${title}.png`}>
          {t('save')}
        </a>
      </div>
    </Sheet>
  );
}
