/** Everything of a kind as CSV, page by page in constant memory. */
import type { Readable } from 'node:stream';
import type { Context } from '../../kit/context.ts';
import { audit } from '../access/index.ts';
import { csvLine, csvStream } from './csv.ts';
import { maskedEmail, maskedPhone } from './phone.ts';
import { pageOfCustomers } from './store.ts';
import { listAttributes } from './store-attributes.ts';
import { findNames, pageOfOrders } from './store-orders.ts';
import { findTagsOf } from './store-search.ts';

const PAGE = 2000;

export async function exportCustomers(ctx: Context): Promise<Readable> {
  const attributes = await ctx.tx(async (tx) => {
    await audit(tx, ctx, { action: 'customers.exported', entity: 'customer', entityId: '*' });
    return listAttributes(tx, ctx.workspace.id);
  });
  const fixed = ['external_id', 'name', 'phone', 'email', 'gender', 'birthday', 'city', 'tags', 'created_at'];
  async function* pages(): AsyncGenerator<string> {
    for (let after = ''; ; ) {
      const place = after;
      const { rows, tags } = await ctx.tx(async (tx) => {
        const rows = await pageOfCustomers(tx, ctx, place, PAGE);
        const ids = rows.map((row) => row.customer_id);
        const tags = new Map<string, string[]>();
        for (const { customer_id, tag } of await findTagsOf(tx, ctx.workspace.id, ids))
          tags.set(customer_id, [...(tags.get(customer_id) ?? []), tag]);
        return { rows, tags };
      });
      if (rows.length === 0) return;
      yield rows
        .map((row) => {
          const { external_id, name, phone, email, gender, birthday, city, created_at } = row;
          const words = (tags.get(row.customer_id) ?? []).join(';');
          const own = attributes.map(({ key }) => row.attributes[key]);
          return csvLine([
            external_id,
            name,
            maskedPhone(ctx, phone),
            maskedEmail(ctx, email),
            gender,
            birthday,
            city,
            words,
            created_at.toISOString(),
            ...own,
          ]);
        })
        .join('');
      after = rows.at(-1)?.customer_id ?? '';
    }
  }
  return csvStream([...fixed, ...attributes.map(({ key }) => key)], pages());
}

export async function exportOrders(ctx: Context): Promise<Readable> {
  await ctx.tx((tx) => audit(tx, ctx, { action: 'orders.exported', entity: 'order', entityId: '*' }));
  async function* pages(): AsyncGenerator<string> {
    for (let after: { at: Date; id: string } | null = null; ; ) {
      const place: typeof after = after;
      const page = await ctx.tx(async (tx) => {
        const rows = await pageOfOrders(tx, ctx.workspace.id, { from: null, to: null }, place, PAGE);
        return { rows, names: await findNames(tx, ctx, [...new Set(rows.map((row) => row.customer_id))]) };
      });
      const last = page.rows.at(-1);
      if (!last) return;
      after = { at: last.ordered_at, id: last.order_id };
      yield page.rows
        .flatMap((row) => {
          const customer = page.names.get(row.customer_id);
          if (!customer) return [];
          const { external_id, ordered_at, amount, status, detail } = row;
          const rest = Object.keys(detail).length > 0 ? JSON.stringify(detail) : '';
          return [
            csvLine([external_id, customer.external_id, customer.name, ordered_at.toISOString(), amount, status, rest]),
          ];
        })
        .join('');
    }
  }
  return csvStream(['external_id', 'customer', 'customer_name', 'at', 'amount', 'status', 'detail'], pages());
}
