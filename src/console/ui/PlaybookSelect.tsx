import { Select } from 'antd';
import { listPlaybooks } from '../../features/playbooks/contract.ts';
import { useSay } from '../lib/i18n.ts';
import { useCan } from '../lib/session.tsx';
import { useEndpoint } from '../query.ts';
import type { ControlProps } from './Field.tsx';

/** One playbook, or all of them (null) under the name they have there; searched by typing. */
export function PlaybookSelect({
  field,
  all,
  value,
  choose,
}: {
  readonly field: ControlProps;
  readonly all: string;
  readonly value: string | null;
  readonly choose: (playbook: string | null) => void;
}) {
  const say = useSay();
  const can = useCan();
  const query = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 60_000 });
  const options = (query.data?.playbooks ?? []).map(({ key, name }) => ({ value: key, label: say(name) }));
  return (
    <Select
      {...field}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? ''}
      options={[{ value: '', label: all }, ...options]}
      onChange={(key) => choose(key || null)}
    />
  );
}
