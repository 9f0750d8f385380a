/** Orders and contracts by API: a batch is checked item by item; good ones are recorded, bad ones listed. */
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import {
  type CheckSettings,
  checkAmount,
  checkProperties,
  checkSubject,
  checkText,
  checkTime,
  type Flaw,
  isBag,
  MOST_EVENTS,
  reject,
  type RejectedItem,
  type Subject,
} from '../events/index.ts';
import { recordContracts } from './contracts.ts';
import { isDay } from './decide.ts';
import { orderKey, recordOrders } from './orders.ts';
import { subjects } from './resolve.ts';

interface Referring {
  readonly subject: Subject;
}
type Check<T> = (item: Readonly<Record<string, unknown>>, settings: CheckSettings, flaws: Flaw[]) => T | null;

export interface BatchAnswer {
  readonly added: number;
  readonly same: number;
  readonly rejected: RejectedItem[];
}

export function ingestOrders(ctx: Context, items: readonly unknown[]): Promise<BatchAnswer> {
  return ingest(ctx, items, checkOrder, (tx, found) => recordOrders(tx, ctx, found));
}

export function ingestContracts(ctx: Context, items: readonly unknown[]): Promise<BatchAnswer> {
  return ingest(ctx, items, checkContract, async (tx, found) => {
    const { added, changed, same } = await recordContracts(tx, ctx, found);
    return { added: added + changed, same };
  });
}

async function ingest<T extends Referring>(
  ctx: Context,
  items: readonly unknown[],
  check: Check<T>,
  write: (
    tx: Parameters<Parameters<Context['tx']>[0]>[0],
    found: (T & { customerId: string })[],
  ) => Promise<{ added: number; same: number }>,
): Promise<BatchAnswer> {
  if (items.length > MOST_EVENTS) throw new Problem('too_large', { limit: `${MOST_EVENTS} items` });
  const settings = { zone: ctx.workspace.zone, now: ctx.now };
  const rejected: RejectedItem[] = [];
  const good: { index: number; value: T }[] = [];
  items.forEach((item, index) => {
    const flaws: Flaw[] = [];
    const value = isBag(item) ? check(item, settings, flaws) : null;
    if (value && flaws.length === 0) good.push({ index, value });
    else rejected.push(reject(ctx, index, flaws.length > 0 ? flaws : [{ field: '', code: 'not_object' }]));
  });
  return ctx.tx(async (tx) => {
    const ids = await subjects.resolve(
      tx,
      ctx,
      good.map(({ value }) => value.subject),
    );
    const unknown = good.flatMap(({ index }, at) =>
      ids[at] ? [] : [reject(ctx, index, [{ field: 'customer', code: 'customer_unknown' }])],
    );
    const found = good.flatMap(({ value }, at) => {
      const customerId = ids[at];
      return customerId ? [{ ...value, customerId }] : [];
    });
    const { added, same } = await write(tx, found);
    return { added, same, rejected: [...rejected, ...unknown].sort((a, b) => a.index - b.index) };
  });
}

const optionalText = (value: unknown, field: string, most: number, flaws: Flaw[]): string | null =>
  value === undefined || value === null || value === '' ? null : checkText(value, field, most, flaws);

const checkOrder: Check<
  Referring & {
    externalId: string;
    at: Date;
    amount: number;
    status: string | null;
    detail: Readonly<Record<string, unknown>>;
  }
> = (item, settings, flaws) => {
  const subject = checkSubject(item['customer'], flaws);
  const at = checkTime(item['at'], 'at', settings, flaws);
  const amount = checkAmount(item['amount'], 'amount', flaws);
  const given = optionalText(item['externalId'] ?? item['external_id'], 'externalId', 200, flaws);
  const status = optionalText(item['status'], 'status', 100, flaws);
  const detail = checkProperties(item['detail'], 'detail', flaws) ?? {};
  if (!subject || !at || amount === null) return null;
  const externalId = given ?? orderKey(Object.values(subject)[0] ?? '', at, amount);
  return { subject, externalId, at, amount, status, detail };
};

type ContractItem = Referring & {
  externalId: string;
  name: string | null;
  startsOn: string;
  endsOn: string | null;
  amount: number | null;
  status: string | null;
  detail: Readonly<Record<string, unknown>>;
};

const checkContract: Check<ContractItem> = (item, _settings, flaws) => {
  const subject = checkSubject(item['customer'], flaws);
  const externalId = checkText(item['externalId'] ?? item['external_id'], 'externalId', 200, flaws);
  const startsOn = checkText(item['startsOn'], 'startsOn', 10, flaws);
  const endsOn = optionalText(item['endsOn'], 'endsOn', 10, flaws);
  for (const [field, day] of [
    ['startsOn', startsOn],
    ['endsOn', endsOn],
  ] as const)
    if (day && !isDay(day)) flaws.push({ field, code: 'date_unreadable' });
  const given = item['amount'];
  const amount = given === undefined || given === null ? null : checkAmount(given, 'amount', flaws);
  const name = optionalText(item['name'], 'name', 200, flaws);
  const status = optionalText(item['status'], 'status', 100, flaws);
  const detail = checkProperties(item['detail'], 'detail', flaws) ?? {};
  if (!subject) return null;
  return { subject, externalId, name, startsOn, endsOn, amount, status, detail };
};
