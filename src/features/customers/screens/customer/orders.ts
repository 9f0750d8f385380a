import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { call } from '../../../../console/api.ts';
import { asProblem } from '../../../../console/lib/problem.ts';
import { useWorkspaceId } from '../../../../console/lib/session.tsx';
import { listOrders, type Order } from '../../contract.ts';

/** Orders read for the picture and the list: five pages of 200. */
export const MOST_ORDERS = 1000;

/** A customer's latest orders, newest first, and whether there are older ones. */
export function useOrders(id: string): UseQueryResult<{ readonly orders: Order[]; readonly isCut: boolean }> {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [listOrders.name, workspace ?? '', { params: { id } }, 'all'],
    queryFn: async ({ signal }) => {
      const orders: Order[] = [];
      let cursor: string | null | undefined;
      do {
        const query = { limit: 200, ...(cursor ? { cursor } : {}) };
        const page = await call(listOrders, { params: { id }, query }, { signal, workspace });
        orders.push(...page.items);
        cursor = page.next;
      } while (cursor && orders.length < MOST_ORDERS);
      return { orders, isCut: Boolean(cursor) };
    },
    retry: (count, error) => count < 2 && asProblem(error).passing,
  });
}
