import { useState } from 'react';
import { useFormat } from '../lib/session.tsx';
import { RowCard } from '../table/Cards.tsx';
import { DataTable } from '../table/DataTable.tsx';
import { useListState } from '../table/listState.ts';
import { Two } from '../table/Two.tsx';
import type { Column } from '../table/types.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/States.tsx';
import { Tag } from '../ui/Tag.tsx';

interface Row {
  id: string;
  name: string;
  phone: string;
  store: string;
  spent: number;
  orders: number;
  last: string;
  tag: string;
}

const names = [
  '沈佳怡',
  '高志远',
  '罗静',
  '唐宇航',
  '何晓雯',
  '曹明轩',
  '冯雨桐',
  '谢建国',
  '邓可欣',
  '许文博',
  '郑雅琪',
  '苏婉清',
];
const rows: Row[] = Array.from({ length: 24 }, (_, at) => ({
  id: String(at),
  name: names[at % names.length] ?? '',
  phone: `138****${6027 + at * 31}`,
  store: ['徐汇店', '静安店', '浦东店'][at % 3] ?? '',
  spent: 46320 - at * 1733,
  orders: 9 - (at % 7),
  last: `2026-11-${String(22 - (at % 20)).padStart(2, '0')}T07:30:00Z`,
  tag: ['忠实', '潜力', '风险', '其他'][at % 4] ?? '',
}));

const empty = (
  <EmptyState
    icon="customers"
    title="客户会出现在这里"
    hint="导入一份名单，或用 API 把订单送进来。"
    action={<Button>导入客户</Button>}
  />
);

export function Tables() {
  const format = useFormat();
  const list = useListState({ filters: ['store', 'tag'], sort: { key: 'last', desc: true } });
  const [state, setState] = useState<'rows' | 'loading' | 'empty' | 'error' | 'stale'>('rows');
  const columns: Column<Row>[] = [
    { key: 'name', title: '客户', render: (row) => <Two value={row.name} under={row.phone} strong />, width: 200 },
    {
      key: 'tag',
      title: '类型',
      render: (row) => (
        <Tag tone={row.tag === '风险' ? 'bad' : row.tag === '忠实' ? 'accent' : 'neutral'}>{row.tag}</Tag>
      ),
      width: 120,
    },
    { key: 'store', title: '门店', render: (row) => row.store },
    {
      key: 'spent',
      title: '累计消费',
      align: 'right',
      sortable: true,
      render: (row) => <Two value={format.money(row.spent)} under={`${row.orders} 单`} />,
      width: 140,
    },
    {
      key: 'last',
      title: '最近到店',
      align: 'right',
      sortable: true,
      render: (row) => format.date(row.last),
      width: 140,
    },
    { key: 'id', title: '外部编号', render: (row) => row.id, hidden: true, width: 120 },
  ];
  const shown = rows.filter(
    (row) =>
      row.name.includes(list.q) &&
      (!list.chosen.store || list.chosen.store.includes(row.store)) &&
      (!list.chosen.tag || list.chosen.tag.includes(row.tag)),
  );
  const given = {
    name: 'gallery',
    columns,
    rowKey: (row: Row) => row.id,
    rows: state === 'loading' || state === 'error' ? undefined : state === 'empty' ? [] : shown,
    error: state === 'error' ? new Error('x') : undefined,
    stale: state === 'stale',
    list,
    search: { placeholder: '姓名、拼音、电话、外部编号' },
    filters: [
      {
        key: 'store',
        label: '门店',
        multiple: true,
        options: ['徐汇店', '静安店', '浦东店'].map((value) => ({ value, label: value, count: 8 })),
      },
      {
        key: 'tag',
        label: '类型',
        options: ['忠实', '潜力', '风险', '其他'].map((value) => ({ value, label: value })),
      },
    ],
    href: () => '/gallery#controls',
    bulk: [{ key: 'tag', label: '加标签', run: (_rows: readonly Row[], done: () => void) => done() }],
    rowActions: () => (
      <>
        <Button size="small" type="text" icon="phone" label="拨打" />
        <Button size="small" type="text" icon="tag" label="加标签" />
      </>
    ),
    card: (row: Row) => (
      <RowCard
        title={row.name}
        tags={<Tag>{row.tag}</Tag>}
        right={<span className="t2">{format.date(row.last)}</span>}
        line={`${row.store}，累计 ${format.money(row.spent)}`}
        note={`${row.phone}，${row.orders} 单`}
      />
    ),
    total: 1234,
    hasMore: true,
    more: () => {},
    empty,
    twoLines: true,
  };
  return (
    <>
      <div className="row g8 wrap">
        {(['rows', 'loading', 'empty', 'error', 'stale'] as const).map((one) => (
          <Button key={one} size="small" onClick={() => setState(one)}>
            {one}
          </Button>
        ))}
      </div>
      <div className="hx-page work" style={{ padding: '20px 24px', minHeight: 0 }}>
        <DataTable {...given} />
      </div>
      <DataTable
        {...given}
        name="gallery2"
        list={undefined}
        rows={given.rows?.slice(0, 4)}
        framed
        bulk={[]}
        hasMore={false}
        openKey="1"
      />
      <Card title="窄表" flush>
        <DataTable
          name="gallery3"
          columns={columns.slice(0, 3)}
          rowKey={(row) => row.id}
          rows={rows.slice(0, 3)}
          empty={empty}
        />
      </Card>
    </>
  );
}
