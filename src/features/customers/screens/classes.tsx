import { type ReactNode, useCallback } from 'react';
import { useSay } from '../../../console/lib/i18n.ts';
import { useCan } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Tag } from '../../../console/ui/Tag.tsx';
import { classesOfCustomers, getClassBoard } from '../../classes/contract.ts';
import type { CustomerRow } from '../contract.ts';

/** As many as one question takes. */
const MOST = 200;

/** The classes of the customers on screen, asked once per page. */
export function useClassOf(rows: readonly CustomerRow[] | undefined): (row: CustomerRow) => ReactNode {
  const can = useCan();
  const say = useSay();
  const mayRead = can('classes:read');
  const ids = (rows ?? []).slice(-MOST).map((row) => row.customerId);
  const board = useEndpoint(getClassBoard, {}, { enabled: mayRead && ids.length > 0, staleTime: 300_000 });
  const found = useEndpoint(
    classesOfCustomers,
    { query: { ids: ids.join(',') } },
    { enabled: mayRead && ids.length > 0, staleTime: 60_000 },
  );
  const classes = board.data?.matrix.definition.classes;
  const items = found.data?.items;
  return useCallback(
    (row) => {
      const key = items?.find((one) => one.customerId === row.customerId)?.class;
      const definition = classes?.find((one) => one.key === key);
      return definition ? <Tag tone={definition.tone}>{say(definition.name)}</Tag> : null;
    },
    [items, classes, say],
  );
}
