import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { addressOf } from '../../../console/lib/address.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { type Answer } from '../../../console/api.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card, Facts } from '../../../console/ui/Card.tsx';
import { CopyButton } from '../../../console/ui/CopyButton.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import { Page, type PageAction } from '../../../console/ui/Page.tsx';
import { Answered, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { archiveNamedLink, getNamedLink, linkQr, listNamedLinks } from '../contract.ts';
import { Days } from './Days.tsx';
import { State } from './State.tsx';
import './links.css';
import { words } from './words.ts';

const LinkSheet = lazy(() => import('./LinkSheet.tsx'));

type Link = Answer<typeof getNamedLink>;

/** One link: its picture to print, and who came by it. */
export default function OneLink() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const { link: id = '' } = useParams();
  const link = useEndpoint(getNamedLink, { params: { shortLink: id } }, { every: 10_000 });
  const [changing, setChanging] = useState(false);
  const [justArchived, setJustArchived] = useState(false);
  const archive = useAction(archiveNamedLink, { changes: [getNamedLink, listNamedLinks] });
  const set = (archived: boolean) => {
    setJustArchived(archived);
    archive.mutate({ params: { shortLink: id }, body: { archived } });
  };
  const isOut = link.data?.state === 'archived';
  const actions: PageAction[] =
    link.data && can('links:write')
      ? [
          { key: 'change', label: t('change'), icon: 'edit', onClick: () => setChanging(true) },
          {
            key: 'archive',
            label: isOut ? t('restore') : t('archive'),
            loading: archive.isPending,
            onClick: () => set(!isOut),
          },
        ]
      : [];
  return (
    <Page
      title={link.data?.name ?? t('title')}
      crumbs={[{ label: t('title'), to: to('links') }]}
      tags={link.data ? <State state={link.data.state} /> : null}
      actions={actions}
      width={1080}
    >
      <ErrorNote error={archive.error} />
      {isOut ? (
        <Note tone="warn">
          {t('gone')}{' '}
          {justArchived ? (
            <Button type="link" size="small" onClick={() => set(false)}>
              {t('undo')}
            </Button>
          ) : null}
        </Note>
      ) : null}
      <Answered query={link}>{(data) => <About link={data} />}</Answered>
      <Suspense fallback={null}>
        {changing && link.data ? <LinkSheet link={link.data} close={() => setChanging(false)} /> : null}
      </Suspense>
    </Page>
  );
}

function About({ link }: { link: Link }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <div className="hx-named">
      <Picture link={link} />
      <div className="side">
        <Card>
          <div className="figures">
            <Figure label={t('visitors')} value={format.number(link.visitors)} note={t('visitorsHint')} />
            <Figure
              label={t('opened')}
              value={format.number(link.visits)}
              note={link.lastAt ? format.when(link.lastAt) : t('never')}
            />
            <Figure label={t('botsLabel')} value={format.number(link.bots)} note={t('botsHint')} />
          </div>
        </Card>
        <Card title={t('byDay')} caption={t('byDayCaption')}>
          {link.days.length > 0 ? <Days days={link.days} /> : <p className="t2 cjk">{t('noDays')}</p>}
        </Card>
        <Card>
          <Facts
            rows={[
              [
                t('target'),
                <span className="long" key="to">
                  {link.target}
                </span>,
              ],
              [t('expires'), link.expiresAt ? format.when(link.expiresAt) : t('forever')],
              [t('made'), t('madeBy', { who: link.createdBy ?? '—', when: format.when(link.createdAt) })],
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

function Picture({ link }: { link: Link }) {
  const t = useWords(words);
  const { id } = useWorkspace();
  const at = (format: 'svg' | 'png') =>
    addressOf(linkQr, { params: { shortLink: link.linkId }, query: { format } }, id);
  return (
    <Card title={t('qr')}>
      <div className="qr">
        <img src={at('svg')} alt={t('qrOf', { name: link.name })} width={220} height={220} />
        <CopyButton text={link.url} shown={<span className="long f13">{link.url}</span>} label={t('short')} />
        <div className="row g8 wrap">
          <a className="save" href={at('png')} download={`${link.name}.png`}>
            {t('png')}
          </a>
          <a className="save" href={at('svg')} download={`${link.name}.svg`}>
            {t('svg')}
          </a>
        </div>
      </div>
    </Card>
  );
}
