/** What is wrong with a cost, and which one holds. Pure. */
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Words } from '../../engine/words.ts';
import type { CostBody, CostKind } from './contract.ts';

export interface CostFlaw {
  readonly field: keyof CostBody;
  readonly words: Words;
}

/** Kinds of the company that are divided; prices per contact and per hour need no dividing. */
const DIVIDED: readonly CostKind[] = ['setup', 'monthly', 'incentive'];
/** A call of more than ten hours is a mistake. */
const MOST_MINUTES = 600;

export const isDivided = (body: Pick<CostBody, 'kind' | 'playbook' | 'per'>): boolean =>
  body.playbook === null && DIVIDED.includes(body.kind) && body.per === 'once';

export function flawsOf(body: CostBody): CostFlaw[] {
  const flaws: CostFlaw[] = [];
  const flaw = (field: keyof CostBody, zh: string, en: string) => flaws.push({ field, words: { zh, en } });
  if (body.until !== null && body.until < body.from) flaw('until', '结束日期早于开始日期', 'ends before it begins');
  if (body.channel !== null && body.kind !== 'contact')
    flaw('channel', '只有「每次触达」有渠道', 'only a cost per contact has a channel');
  if ((body.member !== null || body.role !== null) && body.kind !== 'staff')
    flaw(body.member === null ? 'role' : 'member', '只有「人工」对应成员或角色', 'only staff has a member or a role');
  if (body.member !== null && body.role !== null)
    flaw('role', '成员和角色只填一个', 'name a member or a role, not both');
  if (body.per === 'converter' && body.kind !== 'incentive')
    flaw('per', '只有「优惠」可按达成目标的客户计', 'only an incentive is counted per customer who reached the goal');
  if (body.share !== null && !isDivided(body))
    flaw(
      'share',
      '只有公司共用的一次性、每月、优惠需要分摊',
      'only set-up, monthly and incentives of the company are divided',
    );
  if (body.kind === 'manual' && body.amount > MOST_MINUTES)
    flaw('amount', `最多 ${MOST_MINUTES} 分钟`, `at most ${MOST_MINUTES} minutes`);
  return flaws;
}

/** What it says, however it came. */
export const fingerprintOf = (body: CostBody): string => canonicalJson(body);

/** A row as the arithmetic reads it. */
export type Price = Pick<
  CostBody,
  'kind' | 'playbook' | 'channel' | 'member' | 'role' | 'amount' | 'per' | 'from' | 'until' | 'share' | 'note'
> & { readonly costId: string };

export interface Wanted {
  readonly kind: CostKind;
  readonly playbook: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly channel?: string;
  readonly member?: string;
  readonly role?: string | null;
}

/** The narrowest row that holds on the day: of the playbook before the company's, of the member before her role's; then the latest. */
export function priceOn(prices: readonly Price[], wanted: Wanted): Price | null {
  let best: Price | null = null;
  let bestRank = -1;
  for (const price of prices) {
    const rank = rankOf(price, wanted);
    if (rank > bestRank || (rank === bestRank && best !== null && rank >= 0 && price.from > best.from)) {
      best = price;
      bestRank = rank;
    }
  }
  return best;
}

/** Below 0: does not apply. */
function rankOf(price: Price, { kind, playbook, day, channel, member, role }: Wanted): number {
  if (price.kind !== kind || day < price.from || (price.until !== null && day > price.until)) return -1;
  if (price.playbook !== null && price.playbook !== playbook) return -1;
  if (price.channel !== null && price.channel !== channel) return -1;
  if (price.member !== null && price.member !== member) return -1;
  if (price.role !== null && price.role !== role) return -1;
  return (
    (price.playbook === null ? 0 : 4) +
    (price.member === null ? 0 : 2) +
    (price.role === null && price.channel === null ? 0 : 1)
  );
}
