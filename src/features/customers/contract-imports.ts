/** Importing files: upload, look, map, start, watch, fetch the errors. */
import { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import { endpoint } from '../../kit/endpoint.ts';

export const IMPORT_KINDS = ['orders', 'customers', 'contracts', 'events'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le'] as const;
export type Encoding = (typeof ENCODINGS)[number];
/** uploaded: waits for its mapping; waiting: queued; the rest as they say. A stopped or failed run can be started again and goes on. */
export const IMPORT_STATES = ['uploaded', 'waiting', 'running', 'done', 'failed', 'stopped'] as const;

export interface ImportField {
  readonly name: string;
  readonly words: Words;
  readonly required: boolean;
}
const field = (name: string, zh: string, en: string, required = false): ImportField => ({
  name,
  words: { zh, en },
  required,
});

/** What a column can be mapped to. Customers take `attribute.<key>` besides. */
export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  orders: [
    field('customer', '客户编号', 'Customer id', true),
    field('at', '下单时间', 'Time', true),
    field('amount', '金额（负数为退款）', 'Amount (negative: refund)', true),
    field('external_id', '订单编号', 'Order id'),
    field('status', '状态', 'Status'),
  ],
  customers: [
    field('external_id', '客户编号', 'Customer id', true),
    field('name', '姓名', 'Name'),
    field('phone', '手机', 'Phone'),
    field('email', '邮箱', 'E-mail'),
    field('gender', '性别', 'Gender'),
    field('birthday', '生日', 'Birthday'),
    field('city', '城市', 'City'),
    field('tags', '标签（用 、 或 ; 分隔）', 'Tags (separated by ; )'),
  ],
  contracts: [
    field('customer', '客户编号', 'Customer id', true),
    field('external_id', '合同编号', 'Contract id', true),
    field('starts_on', '开始日期', 'Start', true),
    field('ends_on', '结束日期', 'End'),
    field('name', '合同名称', 'Name'),
    field('amount', '金额', 'Amount'),
    field('status', '状态', 'Status'),
  ],
  events: [
    field('customer', '客户编号', 'Customer id', true),
    field('type', '事件类型', 'Event type', true),
    field('at', '发生时间', 'Time', true),
    field('external_id', '事件编号', 'Event id'),
    field('amount', '金额', 'Amount'),
  ],
};

export const IMPORT_KIND_WORDS: Readonly<Record<ImportKind, Words>> = {
  orders: { zh: '订单', en: 'Orders' },
  customers: { zh: '客户', en: 'Customers' },
  contracts: { zh: '合同', en: 'Contracts' },
  events: { zh: '行为事件', en: 'Events' },
};

export const ImportMapping = z.object({
  /** Field name to column header, for example {customer: 'customer_id', at: 'ts', amount: 'amount'}. */
  columns: z.record(z.string().max(80), z.string().max(500)),
  /** What becomes of other columns: kept with the row (a customer's become text attributes) or dropped. */
  rest: z.enum(['keep', 'drop']).default('keep'),
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  /** false: the first line is data already and columns are called column_1, column_2 … */
  header: z.boolean().optional(),
});
export type ImportMapping = z.input<typeof ImportMapping>;

export const ImportRun = z.object({
  importId: z.string(),
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  fileBytes: z.number().int(),
  bytesRead: z.number().int(),
  encoding: z.string(),
  status: z.enum(IMPORT_STATES),
  rowsRead: z.number().int(),
  rowsAdded: z.number().int(),
  /** Rows that were there already. */
  rowsSame: z.number().int(),
  /** Rows that changed something that was there (customers, contracts). */
  rowsChanged: z.number().int(),
  rowsFailed: z.number().int(),
  /** Errors listed; the list ends at 10,000 while `rowsFailed` counts on. */
  errorsListed: z.number().int(),
  /** Figures of the kind: purchases, refunds, zero, net, customersNew, differs … */
  summary: z.record(z.string(), z.number()),
  /** Why it failed, in the reader's language. */
  failure: z.string().nullable(),
  mapping: z.record(z.string(), z.string()),
  startedBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ImportRun = z.infer<typeof ImportRun>;

export const ImportPreview = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.string(),
  header: z.boolean(),
  columns: z.array(z.string()),
  /** The first 20 rows as they stand in the file. */
  rows: z.array(z.array(z.string())),
  /** One per field that a column was found for; confidence from 0 to 1. */
  guess: z.array(z.object({ field: z.string(), column: z.string(), confidence: z.number() })),
  /** Lines of data in the whole file, as far as line ends tell. */
  lines: z.number().int(),
  warnings: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

const base = '/api/w/:workspace/imports';
const Id = z.object({ id: z.string().min(1).max(80) });

export const uploadImport = endpoint({
  name: 'uploadImport',
  method: 'POST',
  path: base,
  summary: {
    zh: '上传要导入的文件（CSV 或 CSV.gz，请求体就是文件）',
    en: 'Upload a file to import (CSV or CSV.gz; the body is the file itself)',
  },
  access: 'customers:import',
  query: z.object({ kind: z.enum(IMPORT_KINDS), fileName: z.string().min(1).max(200) }),
  rawBody: true,
  response: z.object({ run: ImportRun, preview: ImportPreview }),
  errors: ['too_large', 'import_unreadable', 'import_empty'],
});

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: base,
  summary: { zh: '导入记录', en: 'Imports, newest first' },
  access: 'customers:import',
  response: z.object({ items: z.array(ImportRun) }),
});

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: `${base}/:id`,
  summary: { zh: '导入进度', en: 'An import and its progress' },
  access: 'customers:import',
  params: Id,
  response: ImportRun,
  errors: ['not_found'],
});

export const previewImport = endpoint({
  name: 'previewImport',
  method: 'GET',
  path: `${base}/:id/preview`,
  summary: { zh: '预览前 20 行与建议的对应关系', en: 'The first 20 rows and the mapping suggested' },
  access: 'customers:import',
  params: Id,
  query: z.object({
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.string().max(1).optional(),
    header: z.enum(['true', 'false']).optional(),
  }),
  response: ImportPreview,
  errors: ['not_found', 'import_unreadable', 'import_empty'],
});

export const startImport = endpoint({
  name: 'startImport',
  method: 'POST',
  path: `${base}/:id/start`,
  summary: { zh: '按对应关系开始导入', en: 'Start with a mapping' },
  access: 'customers:import',
  params: Id,
  body: ImportMapping,
  response: ImportRun,
  errors: ['not_found', 'import_mapping', 'conflict'],
});

export const stopImport = endpoint({
  name: 'stopImport',
  method: 'POST',
  path: `${base}/:id/stop`,
  summary: { zh: '停止导入（已写入的保留）', en: 'Stop; what was written stays' },
  access: 'customers:import',
  params: Id,
  response: ImportRun,
  errors: ['not_found'],
});

export const ImportError = z.object({
  row: z.number().int(),
  field: z.string(),
  code: z.string(),
  message: z.string(),
  line: z.string(),
});

export const listImportErrors = endpoint({
  name: 'listImportErrors',
  method: 'GET',
  path: `${base}/:id/errors`,
  summary: { zh: '出错的行（前 200 条）', en: 'Rows that failed (the first 200)' },
  access: 'customers:import',
  params: Id,
  response: z.object({ items: z.array(ImportError) }),
  errors: ['not_found'],
});

export const downloadImportErrors = endpoint({
  name: 'downloadImportErrors',
  method: 'GET',
  path: `${base}/:id/errors.csv`,
  summary: { zh: '下载出错的行（CSV）', en: 'Rows that failed, as CSV' },
  access: 'customers:import',
  params: Id,
  response: z.string(),
  produces: 'text/csv',
  errors: ['not_found'],
});
