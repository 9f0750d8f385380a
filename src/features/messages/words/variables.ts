/** The variables every workspace has. */
import type { Locale, Words } from '../../../engine/words.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { courtesyName, findContacts } from '../../customers/index.ts';
import { listPlaybooks } from '../../playbooks/index.ts';
import { lastPurchases } from '../policy/store-facts.ts';
import { unsubscribeUrl } from '../inbound/unsubscribe.ts';
import type { MessageVariable, VariableEntry } from './variable.ts';

function variable(
  name: string,
  words: Words,
  example: Words,
  resolve: (
    tx: Tx,
    ctx: Context,
    entries: readonly VariableEntry[],
  ) => Promise<(entry: VariableEntry) => string | null>,
): MessageVariable {
  return {
    name,
    words,
    example,
    async resolve(tx, ctx, entries) {
      const valueOf = await resolve(tx, ctx, entries);
      return new Map(
        entries.flatMap((entry) => {
          const value = valueOf(entry);
          return value ? [[entry.messageId, value] as const] : [];
        }),
      );
    },
  };
}

const contactsOf = async (tx: Tx, ctx: Context, entries: readonly VariableEntry[]) => {
  const ids = [...new Set(entries.map((entry) => entry.customerId))];
  return new Map((await findContacts(tx, ctx.workspace.id, ids)).map((row) => [row.customer_id, row]));
};

const ordersOf = (tx: Tx, ctx: Context, entries: readonly VariableEntry[]) =>
  lastPurchases(
    tx,
    ctx.workspace.id,
    entries.map((entry) => entry.customerId),
    ctx.now,
  );

const inEach = <T>(of: (tag: string) => T): Readonly<Record<Locale, T>> => ({ zh: of('zh-CN'), en: of('en-GB') });

export const builtInVariables: readonly MessageVariable[] = [
  variable(
    'optout.link',
    { zh: '退订链接', en: 'Link to opt out' },
    { zh: 'https://hx.example/u/…', en: 'https://hx.example/u/…' },
    async (_tx, ctx) => (entry) => unsubscribeUrl(ctx, entry.deliveryId),
  ),
  variable(
    'customer.name',
    { zh: '客户姓名', en: 'Customer’s name' },
    { zh: '沈佳怡', en: 'Shen Jiayi' },
    async (tx, ctx, entries) => {
      const contacts = await contactsOf(tx, ctx, entries);
      return (entry) => contacts.get(entry.customerId)?.name ?? null;
    },
  ),
  variable(
    'customer.first',
    { zh: '称呼', en: 'Salutation' },
    { zh: '沈女士', en: 'Ms Shen' },
    async (tx, ctx, entries) => {
      const contacts = await contactsOf(tx, ctx, entries);
      return (entry) => courtesyName(contacts.get(entry.customerId), entry.locale);
    },
  ),
  variable(
    'company.name',
    { zh: '公司名称', en: 'Company name' },
    { zh: '安和口腔', en: 'Anhe Dental' },
    async (_tx, ctx) => () => ctx.workspace.name,
  ),
  variable(
    'playbook.name',
    { zh: '方案名称', en: 'Playbook name' },
    { zh: '售后满意度回访', en: 'After-sales satisfaction' },
    async (tx, ctx) => {
      const playbooks = new Map((await listPlaybooks(tx, ctx.workspace.id)).map((each) => [each.key, each]));
      return (entry) => playbooks.get(entry.playbook)?.definition.name[entry.locale] ?? null;
    },
  ),
  variable(
    'order.amount',
    { zh: '最近一笔订单的金额', en: 'Amount of the latest order' },
    { zh: '¥680.00', en: '¥680.00' },
    async (tx, ctx, entries) => {
      const orders = await ordersOf(tx, ctx, entries);
      const { currency } = ctx.workspace;
      const format = inEach((tag) => new Intl.NumberFormat(tag, { style: 'currency', currency }));
      return (entry) => {
        const amount = orders.get(entry.customerId)?.amount;
        return amount === undefined || amount === null ? null : format[entry.locale].format(amount);
      };
    },
  ),
  variable(
    'order.day',
    { zh: '最近一笔订单的日期', en: 'Day of the latest order' },
    { zh: '11月24日', en: '24 November' },
    async (tx, ctx, entries) => {
      const orders = await ordersOf(tx, ctx, entries);
      const { zone: timeZone } = ctx.workspace;
      const format = inEach((tag) => new Intl.DateTimeFormat(tag, { month: 'long', day: 'numeric', timeZone }));
      return (entry) => {
        const at = orders.get(entry.customerId)?.at;
        return at ? format[entry.locale].format(at) : null;
      };
    },
  ),
];
