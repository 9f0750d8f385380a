import { call } from '../../../console/api.ts';
import type { Found } from '../../../console/screens.ts';
import { listCustomers } from '../contract.ts';
import { ownId } from './ownId.ts';
import { phoneText } from '../../../console/lib/phone.ts';

/** For the palette: customers by name, pinyin, phone, e-mail or id. */
export async function findCustomers(workspace: string, text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { items } = await call(listCustomers, { query: { q: text, limit: 8 } }, { workspace, signal });
  return items.map((row) => ({
    key: row.customerId,
    title: row.name ?? row.externalId,
    note: (row.phone && phoneText(row.phone)) ?? (row.name ? (ownId(row.externalId) ?? '') : ''),
    path: `customers/${encodeURIComponent(row.customerId)}`,
  }));
}
