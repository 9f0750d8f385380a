import { lazy, Suspense, useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { roleWords } from '../../access/contract-roles.ts';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { CHANNEL_WORDS, type Cost, KIND_WORDS, KINDS, listCosts, SHARE_WORDS } from '../contract.ts';
import { words } from './words.ts';
import './costs.css';

const CostSheet = lazy(() => import('./CostSheet.tsx'));
const ImportSheet = lazy(() => import('./ImportSheet.tsx'));

type Open = { readonly kind: 'cost'; readonly cost: Cost | null } | { readonly kind: 'import' } | null;

/** 成本: what people entered, with the days on which it holds. */
export default function Costs() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const list = useListState({ filters: ['kind'] });
  const query = useEndpoint(listCosts, {});
  const [open, setOpen] = useState<Open>(null);
  const writes = can('costs:write');
  const told = useTold();
  const rows = query.data?.costs.filter(
    (cost) =>
      (list.chosen.kind ?? [cost.kind]).includes(cost.kind) &&
      `${cost.note} ${told.scope(cost)} ${told.of(cost)}`.toLowerCase().includes(list.q.toLowerCase()),
  );
  const columns: readonly Column<Cost>[] = [
    {
      key: 'kind',
      title: t('kind'),
      render: (cost) => <Two strong value={say(KIND_WORDS[cost.kind])} under={cost.note || told.of(cost)} />,
    },
    {
      key: 'scope',
      title: t('scope'),
      width: 220,
      render: (cost) => <Two value={told.scope(cost)} under={cost.note ? told.of(cost) : null} />,
    },
    {
      key: 'amount',
      title: t('amount'),
      width: 180,
      align: 'right',
      render: (cost) => <Two strong value={told.amount(cost)} under={told.unit(cost)} />,
    },
    { key: 'valid', title: t('valid'), width: 210, render: (cost) => told.valid(cost) },
    {
      key: 'share',
      title: t('share'),
      width: 130,
      render: (cost) => <span className="t2">{told.share(cost)}</span>,
    },
    {
      key: 'made',
      title: t('madeBy'),
      width: 150,
      align: 'right',
      render: (cost) => <Two value={cost.createdBy} under={format.when(cost.createdAt)} />,
    },
  ];
  const add = {
    key: 'add',
    label: t('add'),
    icon: 'plus' as const,
    onClick: () => setOpen({ kind: 'cost', cost: null }),
  };
  return (
    <Page
      title={t('title')}
      tone="work"
      actions={
        writes
          ? [{ key: 'import', label: t('import'), icon: 'upload', onClick: () => setOpen({ kind: 'import' }) }]
          : []
      }
      {...(writes ? { primary: add } : {})}
    >
      <p className="hx-costs-lead">{t('lead')}</p>
      <DataTable
        name="costs"
        columns={columns}
        rows={rows}
        rowKey={(cost) => cost.costId}
        list={list}
        search={{ placeholder: t('search') }}
        filters={[
          {
            key: 'kind',
            label: t('kind'),
            multiple: true,
            options: KINDS.map((value) => ({ value, label: say(KIND_WORDS[value]) })),
          },
        ]}
        {...(writes ? { onOpen: (cost: Cost) => setOpen({ kind: 'cost', cost }) } : {})}
        card={(cost) => (
          <RowCard
            title={say(KIND_WORDS[cost.kind])}
            right={
              <span>
                <b>{told.amount(cost)}</b> <span className="t3 f12">{told.unit(cost)}</span>
              </span>
            }
            line={[told.scope(cost), told.of(cost), cost.note].filter(Boolean).join(' · ')}
            note={[told.valid(cost), told.share(cost)].filter((text) => text && text !== t('none')).join(' · ')}
          />
        )}
        empty={
          <EmptyState
            icon="money"
            title={t('empty')}
            hint={t('emptyHint')}
            action={
              writes ? (
                <Button type="primary" onClick={add.onClick}>
                  {t('add')}
                </Button>
              ) : null
            }
          />
        }
        total={rows?.length}
        error={query.error}
        retry={() => void query.refetch()}
        twoLines
      />
      <Suspense>
        {open?.kind === 'cost' ? <CostSheet cost={open.cost} close={() => setOpen(null)} /> : null}
        {open?.kind === 'import' ? <ImportSheet close={() => setOpen(null)} /> : null}
      </Suspense>
    </Page>
  );
}

/** A row in words. */
function useTold() {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const playbooks = useEndpoint(listPlaybooks, {}).data?.playbooks;
  return {
    scope(cost: Cost): string {
      if (cost.playbook === null) return t('company');
      const known = playbooks?.find(({ key }) => key === cost.playbook);
      return known ? say(known.name) : cost.playbook;
    },
    of(cost: Cost): string {
      if (cost.kind === 'contact') return cost.channel ? say(CHANNEL_WORDS[cost.channel]) : t('anyChannel');
      if (cost.kind !== 'staff') return '';
      return cost.memberName ?? (cost.role ? say(roleWords[cost.role].name) : t('everybody'));
    },
    amount: (cost: Cost): string => (cost.kind === 'manual' ? format.number(cost.amount) : format.money(cost.amount)),
    unit: (cost: Cost): string =>
      cost.kind === 'incentive' ? t(`unit.incentive_${cost.per}`) : t(`unit.${cost.kind}`),
    valid: (cost: Cost): string =>
      cost.until === null ? t('since', { from: cost.from }) : t('between', { from: cost.from, until: cost.until }),
    share(cost: Cost): string {
      const divided = cost.playbook === null && ['setup', 'monthly', 'incentive'].includes(cost.kind);
      return divided && cost.per === 'once' ? say(SHARE_WORDS[cost.share ?? 'contacts']) : t('none');
    },
  };
}
