import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { save } from '../../../../console/charts/picture.ts';
import { addressOf } from '../../../../console/lib/address.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, usePath, useWorkspace, WorkspaceProvider } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { Page } from '../../../../console/ui/Page.tsx';
import { Answered, EmptyState } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { Scorecard } from '../../contract.ts';
import {
  downloadCampaign,
  downloadCampaignPdf,
  downloadCampaignWorkbook,
  getCampaign,
} from '../../contract-campaigns.ts';
import { CardBody } from '../CardBody.tsx';
import { Inputs } from './Inputs.tsx';
import { words } from './words.ts';
import './campaigns.css';

const DeleteSheet = lazy(() => import('./DeleteSheet.tsx'));

/** The scorecard of a campaign that ran elsewhere; the same figures as a playbook's, in the currency of its files. */
export default function Campaign() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const { campaign = '' } = useParams();
  const [deleting, setDeleting] = useState(false);
  const query = useEndpoint(getCampaign, { params: { campaign } }, { staleTime: 600_000 });
  const card = query.data?.card;
  const name = card ? say(card.playbook_name) : t('title');
  return (
    <Page
      title={name}
      crumbs={[{ label: t('title'), to: to('campaigns') }]}
      tags={<Tag>{t('tag')}</Tag>}
      actions={
        can('outcomes:write')
          ? [{ key: 'delete', label: t('delete'), icon: 'trash', danger: true, onClick: () => setDeleting(true) }]
          : []
      }
      controls={card ? <Exports card={card} campaign={campaign} /> : null}
    >
      <Answered query={query}>
        {(data) =>
          data.card ? (
            <WorkspaceProvider workspace={{ ...workspace, currency: data.card.currency }}>
              <CardBody card={data.card} elsewhere />
              <Inputs campaign={data} />
            </WorkspaceProvider>
          ) : (
            <EmptyState icon="scorecard" title={t('gone')} />
          )
        }
      </Answered>
      {deleting ? (
        <Suspense>
          <DeleteSheet
            campaign={campaign}
            name={name}
            close={() => setDeleting(false)}
            done={() => void navigate(to('campaigns'))}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}

function Exports({ card, campaign }: { card: Scorecard; campaign: string }) {
  const t = useWords(words);
  const { id: workspace } = useWorkspace();
  return (
    <Menu
      align="end"
      width={180}
      groups={[
        {
          items: [
            {
              key: 'csv',
              icon: 'download',
              label: t('exports.csv'),
              onSelect: () => location.assign(addressOf(downloadCampaign, { params: { campaign } }, workspace)),
            },
            {
              key: 'xlsx',
              icon: 'download',
              label: t('exports.xlsx'),
              onSelect: () => location.assign(addressOf(downloadCampaignWorkbook, { params: { campaign } }, workspace)),
            },
            {
              key: 'pdf',
              icon: 'download',
              label: t('exports.pdf'),
              onSelect: () => location.assign(addressOf(downloadCampaignPdf, { params: { campaign } }, workspace)),
            },
            {
              key: 'json',
              icon: 'download',
              label: t('exports.json'),
              onSelect: () =>
                save(new Blob([JSON.stringify(card, null, 2)], { type: 'application/json' }), `${card.playbook}.json`),
            },
          ],
        },
      ]}
      trigger={({ onClick, ...props }) => (
        <Button size="small" icon="download" onClick={onClick} {...props}>
          {t('export')}
        </Button>
      )}
    />
  );
}
