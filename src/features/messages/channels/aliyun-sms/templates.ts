/** The templates of an account and how far their approval is (QuerySmsTemplateList). */
import type { ProviderTemplate } from '../../adapter.ts';
import { type Bag, bagOf, listOf, textOf } from '../sms/read.ts';
import { callAliyun } from './call.ts';
import type { AliyunSettings } from './index.ts';

const ASKED_MS = 10_000;
const PAGE = 50;
/** More than an account may have. */
const MOST_PAGES = 40;

const STATES: Readonly<Record<string, ProviderTemplate['state']>> = {
  AUDIT_STATE_INIT: 'pending',
  AUDIT_STATE_PASS: 'approved',
  AUDIT_STATE_NOT_PASS: 'rejected',
  AUDIT_SATE_CANCEL: 'rejected',
};
const PURPOSES: Readonly<Record<string, ProviderTemplate['purpose']>> = { 0: 'notice', 1: 'marketing', 2: 'code' };

export async function listAliyun(settings: AliyunSettings): Promise<readonly ProviderTemplate[]> {
  const found: ProviderTemplate[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const asked = { PageIndex: String(page), PageSize: String(PAGE) };
    const answer = await callAliyun(settings, 'QuerySmsTemplateList', asked, AbortSignal.timeout(ASKED_MS));
    if ('refused' in answer) throw new Error('code' in answer.refused ? answer.refused.code : 'refused');
    const rows = listOf(answer.said['SmsTemplateList']).map(bagOf);
    found.push(...rows.map(templateOf));
    if (rows.length < PAGE) break;
  }
  return found;
}

function templateOf(row: Bag): ProviderTemplate {
  const purpose = PURPOSES[textOf(row['TemplateType'])];
  const sign = textOf(row['SignatureName']);
  const reason = textOf(bagOf(row['Reason'])['RejectInfo']);
  return {
    ref: textOf(row['TemplateCode']),
    name: textOf(row['TemplateName']),
    text: textOf(row['TemplateContent']),
    state: STATES[textOf(row['AuditStatus'])] ?? 'pending',
    ...(sign ? { sign } : {}),
    ...(purpose ? { purpose } : {}),
    ...(reason ? { reason } : {}),
  };
}
