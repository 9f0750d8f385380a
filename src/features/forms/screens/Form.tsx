import { useParams } from 'react-router';
import { addressOf } from '../../../console/lib/address.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useLocale } from '../../../console/lib/settings.ts';
import { usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Page, WithPanel } from '../../../console/ui/Page.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { previewForm } from '../../surveys/contract.ts';
import { exportResponses } from '../contract-responses.ts';
import { type FormDetail, getForm } from '../contract.ts';
import { Responses } from './Responses.tsx';
import { words } from './words.ts';
import './forms.css';

/** One form: who answered what, and beside it the form as the customer has it in her hand. */
export default function Form() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const locale = useLocale();
  const workspace = useWorkspace();
  const { playbook = '-', form = '' } = useParams();
  const query = useEndpoint(getForm, { params: { playbook, form } });
  const preview = addressOf(previewForm, { params: { playbook, form }, query: { lang: locale } }, workspace.id);
  const csv = addressOf(exportResponses, { params: { playbook, form } }, workspace.id);
  return (
    <Page
      tone="work"
      fill
      title={query.data ? say(query.data.title) : '…'}
      crumbs={[{ label: t('title'), to: to('forms') }]}
      tags={query.data ? <Tag>{`v${query.data.version}`}</Tag> : null}
      actions={[
        { key: 'preview', label: t('preview'), icon: 'eye', onClick: () => window.open(preview, '_blank') },
        { key: 'csv', label: t('export'), icon: 'download', onClick: () => location.assign(csv) },
      ]}
    >
      <div className="hx-form-page">
        <Answered query={query}>
          {(now) => (
            <WithPanel panel={<Seen form={now} preview={preview} />} width={352}>
              <div className="hx-form-responses">
                <Responses playbook={playbook} form={form} />
              </div>
            </WithPanel>
          )}
        </Answered>
      </div>
    </Page>
  );
}

/** The page itself in a frame of a phone's size: what is seen here is what is sent. */
function Seen({ form, preview }: { form: FormDetail; preview: string }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <section className="hx-form-seen">
      <h2>{t('seen')}</h2>
      <p className="f12 t3">{t('seenHint')}</p>
      <iframe title={t('seen')} src={preview} />
      <h2>{t('asked')}</h2>
      <dl>
        {form.definition.questions.map(({ id, title }) => {
          const when = form.conditions[id];
          return (
            <div key={id}>
              <dt className="cjk">{say(title)}</dt>
              <dd className="f12 t3 cjk">{when ? say(when) : t('always')}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
