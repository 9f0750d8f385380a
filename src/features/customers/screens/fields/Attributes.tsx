import { lazy, Suspense, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { EmptyState } from '../../../../console/ui/States.tsx';
import { type Attribute, listAttributes } from '../../contract.ts';
import { CustomersPage } from '../Frame.tsx';
import { words } from './words.ts';

const AttributeSheet = lazy(() => import('./AttributeSheet.tsx'));

/** 客户 › 自定义属性. */
export default function Attributes() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const mayChange = can('customers:configure');
  const attributes = useEndpoint(listAttributes, {});
  const [open, setOpen] = useState<{ readonly attribute: Attribute | null } | null>(null);
  const add = () => setOpen({ attribute: null });
  const typeOf = (attribute: Attribute) =>
    attribute.type === 'choice'
      ? `${t('attributes.types.choice')} · ${t('attributes.choiceCount', { count: attribute.choices.length })}`
      : t(`attributes.types.${attribute.type}`);
  return (
    <CustomersPage
      primary={mayChange ? { key: 'new', label: t('attributes.new'), icon: 'plus', onClick: add } : undefined}
    >
      <div style={{ maxWidth: 880 }}>
        <DataTable
          name="attributes"
          columns={[
            {
              key: 'name',
              title: t('attributes.title'),
              width: 240,
              render: (attribute) => <Two strong value={say(attribute)} under={attribute.key} />,
            },
            {
              key: 'type',
              title: t('attributes.type'),
              render: (attribute) => (
                <Two value={typeOf(attribute)} under={attribute.choices.map(say).join(' · ') || undefined} />
              ),
            },
            {
              key: 'created',
              title: '',
              width: 120,
              align: 'right',
              render: (attribute) => <span className="t3">{format.date(attribute.createdAt)}</span>,
            },
          ]}
          rows={attributes.data?.items}
          rowKey={(attribute) => attribute.key}
          onOpen={mayChange ? (attribute) => setOpen({ attribute }) : undefined}
          openKey={open?.attribute?.key}
          card={(attribute) => <RowCard title={say(attribute)} note={attribute.key} line={typeOf(attribute)} />}
          empty={
            <EmptyState
              icon="columns"
              title={t('attributes.empty')}
              hint={t('attributes.emptyHint')}
              action={mayChange ? <Button onClick={add}>{t('attributes.new')}</Button> : undefined}
            />
          }
          error={attributes.error}
          retry={() => void attributes.refetch()}
          twoLines
        />
      </div>
      <Suspense fallback={null}>
        {open ? (
          <AttributeSheet key={open.attribute?.key ?? ''} attribute={open.attribute} close={() => setOpen(null)} />
        ) : null}
      </Suspense>
    </CustomersPage>
  );
}
