/** Which column is which field, by its name in Chinese or English and by what stands in it. */
import { readMoment } from '../../events/index.ts';
import { IMPORT_FIELDS, type ImportKind } from '../contract-imports.ts';
import { readAmount } from './cells.ts';

export interface Guess {
  readonly field: string;
  readonly column: string;
  /** 0 to 1. */
  readonly confidence: number;
}

type Look = 'time' | 'amount' | 'id' | 'phone' | 'email' | 'text';

const NAMES: Readonly<Record<string, { readonly names: readonly string[]; readonly look: Look }>> = {
  customer: {
    names: [
      'customer_id',
      'customerid',
      'customer',
      'client_id',
      'member_id',
      'user_id',
      'buyer_id',
      '客户编号',
      '客户id',
      '客户号',
      '客户',
      '会员号',
      '会员编号',
      '会员id',
      '用户id',
      '用户编号',
      '买家id',
      '患者编号',
    ],
    look: 'id',
  },
  external_id: {
    names: [
      'id',
      'external_id',
      'order_id',
      'order_no',
      'orderid',
      'invoice',
      'invoice_no',
      'contract_id',
      'contract_no',
      'event_id',
      '编号',
      '订单号',
      '订单编号',
      '单号',
      '交易号',
      '合同号',
      '合同编号',
      '流水号',
      '事件编号',
    ],
    look: 'id',
  },
  at: {
    names: [
      'at',
      'ts',
      'time',
      'timestamp',
      'date',
      'datetime',
      'ordered_at',
      'order_date',
      'order_time',
      'invoice_date',
      'created_at',
      'paid_at',
      'event_time',
      '时间',
      '日期',
      '下单时间',
      '订单时间',
      '下单日期',
      '付款时间',
      '支付时间',
      '成交时间',
      '消费时间',
      '交易时间',
      '发生时间',
      '创建时间',
    ],
    look: 'time',
  },
  amount: {
    names: [
      'amount',
      'total',
      'price',
      'revenue',
      'sales',
      'value',
      'paid',
      'net',
      '金额',
      '订单金额',
      '实付金额',
      '实付',
      '付款金额',
      '支付金额',
      '成交金额',
      '消费金额',
      '总价',
      '总金额',
      '合同金额',
    ],
    look: 'amount',
  },
  status: { names: ['status', 'state', '状态', '订单状态', '合同状态'], look: 'text' },
  name: {
    names: [
      'name',
      'full_name',
      'customer_name',
      'contract_name',
      '姓名',
      '客户姓名',
      '客户名称',
      '名称',
      '会员姓名',
      '合同名称',
    ],
    look: 'text',
  },
  phone: {
    names: ['phone', 'mobile', 'tel', 'telephone', 'cellphone', '手机', '手机号', '手机号码', '电话', '联系电话'],
    look: 'phone',
  },
  email: { names: ['email', 'e-mail', 'mail', '邮箱', '电子邮箱', '邮件'], look: 'email' },
  gender: { names: ['gender', 'sex', '性别'], look: 'text' },
  birthday: { names: ['birthday', 'birth_date', 'dob', '生日', '出生日期'], look: 'time' },
  city: { names: ['city', '城市', '所在城市'], look: 'text' },
  tags: { names: ['tags', 'tag', 'labels', '标签', '客户标签'], look: 'text' },
  type: { names: ['type', 'event', 'event_type', 'action', '事件', '事件类型', '类型', '行为'], look: 'text' },
  starts_on: {
    names: ['starts_on', 'start', 'start_date', 'begin', '开始日期', '起始日期', '生效日期', '开始时间'],
    look: 'time',
  },
  ends_on: {
    names: [
      'ends_on',
      'end',
      'end_date',
      'expiry',
      'expires',
      '结束日期',
      '到期日期',
      '到期日',
      '截止日期',
      '结束时间',
    ],
    look: 'time',
  },
};

/** In a file of customers the id column is the customer's own. */
const CUSTOMER_ID = NAMES['customer']!.names;

export function guessMapping(
  kind: ImportKind,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Guess[] {
  const all = IMPORT_FIELDS[kind].flatMap(({ name: field }) =>
    columns.map((column, at) => ({
      field,
      column,
      confidence: confidenceOf(
        kind,
        field,
        column,
        rows.slice(0, 50).map((row) => row[at] ?? ''),
      ),
    })),
  );
  all.sort((a, b) => b.confidence - a.confidence);
  const chosen: Guess[] = [];
  for (const guess of all) {
    const taken = chosen.some((each) => each.field === guess.field || each.column === guess.column);
    if (guess.confidence >= 0.4 && !taken) chosen.push(guess);
  }
  return chosen;
}

function confidenceOf(kind: ImportKind, field: string, column: string, values: readonly string[]): number {
  const known = NAMES[field];
  if (!known) return 0;
  const names = kind === 'customers' && field === 'external_id' ? [...CUSTOMER_ID, ...known.names] : known.names;
  const plain = column
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .replace(/[（(].*[)）]/g, '');
  const place = names.findIndex((name) => name.replace(/[\s_-]+/g, '') === plain);
  const part = names.some((name) => name.length >= 2 && plain.includes(name.replace(/[\s_-]+/g, '')));
  const byName = place >= 0 ? 0.9 - place * 0.002 : part ? 0.6 : 0;
  const given = values.filter((value) => value.trim() !== '');
  const fit = given.length === 0 ? 0.5 : given.filter((value) => looks(known.look, value)).length / given.length;
  if (byName > 0) return Math.round(byName * (0.4 + 0.6 * fit) * 100 + 10 * fit) / 100;
  // Without a name only what is unmistakable: times, phones, e-mails.
  return fit > 0.9 && ['time', 'phone', 'email'].includes(known.look) && field !== 'birthday' && field !== 'ends_on'
    ? 0.45
    : 0;
}

function looks(look: Look, value: string): boolean {
  const text = value.trim();
  switch (look) {
    case 'time':
      return 'at' in readMoment(text, 'UTC') && /[-/.年:]/.test(text.normalize('NFKC'));
    case 'amount':
      return readAmount(text) !== null;
    case 'phone':
      return /^(\+?86)?[-\s]?1\d{2}[-\s]?\d{4}[-\s]?\d{4}$/.test(text);
    case 'email':
      return /^\S+@\S+\.\S+$/.test(text);
    case 'id':
      return text.length <= 64 && !/\s/.test(text);
    case 'text':
      return true;
  }
}
