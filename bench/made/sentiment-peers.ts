/** What sentiment is compared with: a list of words, and naive Bayes; and the held-out reviews to compare on. */
import { contentKey, type Reader } from '../../src/engine/text/index.ts';
import { readShared } from '../../test/shared.ts';

export interface Review {
  readonly text: string;
  readonly label: 0 | 1;
  readonly heldOut: boolean;
  /** What was bought; `hotel` for the texts of the hotel set, also those that stand in the other one too. */
  readonly domain: string;
}

let known: readonly Review[] | null | undefined;

/** Shopping and hotel reviews, each text once; held out when any copy is. null, with a message, when they are not here. */
function reviews(): readonly Review[] | null {
  if (known !== undefined) return known;
  const files = ['zh_online_shopping_10_cats', 'zh_chnsenticorp_htl'].map((name) =>
    readShared(`data/nlp/${name}.jsonl`),
  );
  if (files.includes(null)) {
    known = null;
    return null;
  }
  const byKey = new Map<string, Review>();
  for (const line of files.flatMap((file) => file!.split('\n')).filter(Boolean)) {
    const { text, label, split, domain } = JSON.parse(line) as Omit<Review, 'heldOut'> & { split: string };
    const key = contentKey(text);
    const heldOut = split !== 'train' || (byKey.get(key)?.heldOut ?? false);
    byKey.set(key, { text, label, heldOut, domain });
  }
  known = [...byKey.values()];
  return known;
}

export function heldOutReviews(): readonly Review[] | null {
  return reviews()?.filter(({ heldOut }) => heldOut) ?? null;
}

const GOOD =
  '好 不错 满意 喜欢 棒 赞 值得 推荐 舒服 方便 快 便宜 实惠 干净 热情 耐心 漂亮 正品 划算 新鲜 舒适 清晰 流畅 给力 完美 好评'.split(
    ' ',
  );
const BAD =
  '差 坏 烂 贵 慢 脏 失望 垃圾 退货 后悔 难 投诉 假 骗 破 吵 不好 不行 没有 问题 差评 掉 卡 死机 糟糕 一般'.split(' ');

/** More praising than blaming words. */
export function lexiconOf(read: Reader): (text: string) => boolean {
  const good = new Set(GOOD);
  const bad = new Set(BAD);
  return (text) => {
    const { words } = read(text, 'zh').tokens;
    return words.filter((word) => good.has(word)).length >= words.filter((word) => bad.has(word)).length;
  };
}

/** Multinomial naive Bayes on our features, learnt from the rows that are not held out. */
export function bayesOf(read: Reader, smoke: boolean): (text: string) => boolean {
  const counts = new Map<number, [no: number, yes: number]>();
  const totals: [number, number] = [0, 0];
  const rows = (reviews() ?? []).filter(({ heldOut }) => !heldOut);
  for (const { text, label } of smoke ? rows.slice(0, 2000) : rows) {
    const { features } = read(text, 'zh');
    for (let at = 0; at < features.n; at++) {
      if (!features.first[at]) continue;
      const hash = features.hashes[at]!;
      const count = counts.get(hash) ?? [0, 0];
      count[label]++;
      totals[label]++;
      counts.set(hash, count);
    }
  }
  return (text) => {
    const { features } = read(text, 'zh');
    let odds = 0;
    for (let at = 0; at < features.n; at++) {
      const count = features.first[at] ? counts.get(features.hashes[at]!) : undefined;
      if (count) odds += Math.log((count[1] + 1) / totals[1]) - Math.log((count[0] + 1) / totals[0]);
    }
    return odds > 0;
  };
}
