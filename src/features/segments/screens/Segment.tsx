import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { getSegment, listMembers, type Segment, type SegmentMember } from '../contract.ts';
import { words } from './words.ts';
import './Segments.css';

const DeleteSheet = lazy(() => import('./DeleteSheet.tsx'));

/** One segment: its condition as a sentence, and who holds it now. */
export default function SegmentPage() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const navigate = useNavigate();
  const { segment: id = '' } = useParams();
  const query = useEndpoint(getSegment, { params: { id } });
  const [deleting, setDeleting] = useState(false);
  const may = can('segments:write');
  return (
    <Page
      title={query.data?.name ?? '…'}
      tone="work"
      crumbs={[{ label: t('title'), to: to('segments') }]}
      actions={
        may
          ? [
              { key: 'edit', label: t('edit'), icon: 'edit', to: to(`segments/${id}/edit`) },
              { key: 'delete', label: t('page.delete'), icon: 'trash', onClick: () => setDeleting(true) },
            ]
          : []
      }
    >
      <ScratchNote />
      <Answered query={query}>{(segment) => <Told segment={segment} />}</Answered>
      <Suspense fallback={null}>
        {deleting && query.data ? (
          <DeleteSheet
            segment={query.data}
            close={() => setDeleting(false)}
            done={(deleted) => void navigate(to('segments'), { state: { deleted } })}
          />
        ) : null}
      </Suspense>
    </Page>
  );
}

function Told({ segment }: { segment: Segment }) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormat();
  const count = useEndpoint(listMembers, { params: { id: segment.segmentId }, query: { limit: 1 } });
  const page = usePages(listMembers, { params: { id: segment.segmentId } }, (answer) => answer.members);
  const names = (one: SegmentMember) => one.name ?? one.externalId;
  return (
    <>
      <div className="hx-segment-told">
        <p className="sentence cjk">{segment.sentence}</p>
        {segment.description ? <p className="t2">{segment.description}</p> : null}
      </div>
      <h2>
        {t('page.members')}{' '}
        {count.data ? (
          <span className="t3 hx-thin">{t('page.now', { count: format.number(count.data.count) })}</span>
        ) : null}
      </h2>
      <DataTable
        name="segment-members"
        {...page}
        rowKey={(one) => one.customerId}
        href={(one) => to(`customers/${one.customerId}`)}
        columns={[
          { key: 'name', title: t('page.customer'), render: (one) => <span className="fw5">{names(one)}</span> },
          { key: 'id', title: t('page.id'), width: 220, render: (one) => <span className="t2">{one.externalId}</span> },
          {
            key: 'phone',
            title: t('page.phone'),
            width: 180,
            render: (one) => (one.phone ? phoneText(one.phone) : <span className="t3">—</span>),
          },
        ]}
        card={(one) => (
          <RowCard title={names(one)} right={one.phone ? phoneText(one.phone) : null} note={one.externalId} />
        )}
        empty={<EmptyState icon="customers" title={t('page.noMembers')} hint={t('page.noMembersHint')} />}
      />
    </>
  );
}
