import { Select } from 'antd';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { EmptyState, ErrorNote } from '../../../console/ui/States.tsx';
import { listWecomStaff, setWecomStaff, type WecomStaff } from '../contract.ts';
import { Frame } from './Frame.tsx';
import { words } from './words.ts';
import './wecom.css';

/** Which member a colleague at WeCom is: who is known is told of escalations and of her customers who write. */
export default function Staff() {
  const t = useWords(words);
  const can = useCan();
  const staff = useEndpoint(listWecomStaff, {});
  const set = useAction(setWecomStaff, { changes: [listWecomStaff] });
  const members = staff.data?.members ?? [];
  const choose = (row: WecomStaff) => (
    <Select
      aria-label={t('staff.member')}
      className="hx-wecom-member"
      size="small"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      disabled={!can('wecom:write') || set.isPending}
      placeholder={t('staff.nobody')}
      value={row.member?.id ?? null}
      options={members.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(member: string | null | undefined) =>
        set.mutate({ params: { userid: row.userid }, body: { member: member ?? null } })
      }
    />
  );
  const columns: readonly Column<WecomStaff>[] = [
    {
      key: 'name',
      title: t('staff.name'),
      render: (row) => (
        <Two value={<span className="fw5">{row.name ?? row.userid}</span>} under={row.name ? row.userid : null} />
      ),
    },
    { key: 'member', title: t('staff.member'), width: 220, render: choose },
    {
      key: 'friends',
      title: t('staff.friends'),
      width: 110,
      align: 'right',
      render: (row) => <Number value={row.friends} />,
    },
    {
      key: 'waiting',
      title: t('staff.waiting'),
      width: 130,
      align: 'right',
      render: (row) => <Number value={row.waiting} />,
    },
  ];
  return (
    <Frame>
      <p className="t2 cjk">{t('staff.lead')}</p>
      <ErrorNote error={set.error} />
      <DataTable
        name="wecom-staff"
        rows={staff.data?.items}
        columns={columns}
        rowKey={(row) => row.userid}
        card={(row) => (
          <>
            <RowCard
              title={row.name ?? row.userid}
              note={t('staff.both', { friends: row.friends, waiting: row.waiting })}
            />
            <div className="hx-wecom-acts">{choose(row)}</div>
          </>
        )}
        empty={<EmptyState icon="team" title={t('staff.empty')} hint={t('staff.emptyHint')} />}
        error={staff.error}
        retry={() => void staff.refetch()}
        twoLines
      />
    </Frame>
  );
}

function Number({ value }: { value: number }) {
  const format = useFormat();
  return value === 0 ? <span className="t3">0</span> : format.number(value);
}
