/** Words of the language that the features and clauses know. They are part of what a model was trained with: a change needs a training. */
const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

export const NEGATORS = {
  zh: list(
    '不 没 别 无 没有 不是 不会 不能 不太 不够 不怎么 并非 毫无 未 不要 不用 没什么 不算 不可 从不 绝不 并不 也不 都不 不大 不想 不敢 没法 无法 毫不',
  ),
  en: list("not no never n't without nothing none neither nor hardly barely cannot"),
} as const;

/** A clause begins before these. */
export const CONTRASTS = {
  zh: list('但 但是 不过 可是 就是 只是 然而 可惜 虽然 尽管'),
  en: list('but however although though yet except'),
} as const;

/** How strongly something is said. */
export const INTENSIFIERS = {
  zh: list(
    '很 太 非常 特别 十分 极其 极 超 超级 真 真的 实在 相当 极度 完全 根本 简直 绝对 最 巨 死 死了 透 透了 极了 再也 一点 坚决 严重 到底 竟然 居然',
  ),
  en: list(
    'very too so extremely really totally absolutely completely highly incredibly terribly awfully utterly never worst best ever',
  ),
} as const;

/** What a word is to the language, as bits of one number: one look-up per word serves all who ask. */
export const NEGATOR = 1;
export const CONTRAST = 2;
export const INTENSIFIER = 4;
export const STOP = 8;

/** Words that say nothing alone: no keywords. */
export const STOP_WORDS: ReadonlySet<string> = list(`
  我们 你们 他们 它们 自己 这个 那个 这些 那些 这里 那里 这么 那么 这样 那样 什么 怎么 怎样 如何 为什么 哪里 一个 一些 一下 一点 一直 一样 一次 没有 不是 不会 不能
  可以 可能 应该 需要 因为 所以 如果 虽然 但是 不过 而且 或者 还是 就是 只是 也是 都是 还有 然后 之后 以后 以前 之前 时候 现在 今天 昨天 已经 还要 比较 非常 特别 十分
  真的 觉得 感觉 知道 看到 说是 出来 起来 下来 上去 过来 的话 不要 不用 大家 东西 其他 其它 总体 总之 整体 希望 请问 谢谢 您好 你好 有点 有些 不太 这次 上次 下次 还会
  the and for but with this that was were are have has had you your our they them their from not all can will just very too out its it's what when which who how why been
  there here than then also only more most some any into about would could should one got get did does don't i'm
`);

function rolesOf(language: 'zh' | 'en'): (word: string) => number {
  const roles = new Map<string, number>();
  // Few words have a role: which unit a word begins with rules most of them out.
  const begins = new Uint8Array(1 << 16);
  const put = (words: ReadonlySet<string>, role: number): void => {
    for (const word of words) {
      roles.set(word, (roles.get(word) ?? 0) | role);
      begins[word.charCodeAt(0)] = 1;
    }
  };
  put(NEGATORS[language], NEGATOR);
  put(CONTRASTS[language], CONTRAST);
  put(INTENSIFIERS[language], INTENSIFIER);
  put(STOP_WORDS, STOP);
  return (word) => (begins[word.charCodeAt(0)] === 0 ? 0 : (roles.get(word) ?? 0));
}

export const ROLES = { zh: rolesOf('zh'), en: rolesOf('en') } as const;
