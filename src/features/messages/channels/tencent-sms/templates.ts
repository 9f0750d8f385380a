/** The templates of an account and how far their approval is (DescribeSmsTemplateList). */
import type { ProviderTemplate } from '../../adapter.ts';
import { type Bag, bagOf, listOf, textOf } from '../sms/read.ts';
import { callTencent } from './call.ts';
import type { TencentSettings } from './index.ts';

const ASKED_MS = 10_000;
const PAGE = 100;
const MOST_PAGES = 20;

export async function listTencent(settings: TencentSettings): Promise<readonly ProviderTemplate[]> {
  const found: ProviderTemplate[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const body = { International: 0, Limit: PAGE, Offset: page * PAGE };
    const answer = await callTencent(settings, 'DescribeSmsTemplateList', body, AbortSignal.timeout(ASKED_MS));
    if ('refused' in answer) throw new Error('code' in answer.refused ? answer.refused.code : 'refused');
    const rows = listOf(answer.said['DescribeTemplateStatusSet']).map(bagOf);
    found.push(...rows.map(templateOf));
    if (rows.length < PAGE) break;
  }
  return found;
}

/** Of its states only 0 may be sent; 2 is approved and not in force yet. */
function templateOf(row: Bag): ProviderTemplate {
  const state = row['StatusCode'];
  const reason = textOf(row['ReviewReply']);
  return {
    ref: textOf(row['TemplateId']),
    name: textOf(row['TemplateName']),
    text: textOf(row['TemplateContent']).replace(/\{(\d+)\}/g, '${$1}'),
    state: state === 0 ? 'approved' : state === -1 ? 'rejected' : 'pending',
    ...(reason ? { reason } : {}),
  };
}
