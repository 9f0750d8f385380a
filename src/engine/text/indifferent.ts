/**
 * What says in so many words that there is nothing to say: 还行, 一般, 没什么感觉, 还没用, "it was okay". The models learnt from reviews, where
 * such words mostly stand beside a complaint, and take them for one; alone they are neither praise nor complaint.
 */
import type { Clause } from './clause.ts';
import type { Language } from './token.ts';

/** Longer texts say something else too. */
const LONGEST = 60;

/** Whom or what one speaks of: a few signs, none of which judges or denies. */
const OF = '[^不没无非很太真特挺最超蛮好坏差贵脏慢烂难但赞棒\\s]{0,5}';
const ZH = new RegExp(
  `^${OF}(?:${[
    '还[行好](?:吧)?',
    '还可以',
    '(?:还)?(?:凑合|凑活)',
    '一般(?:般|一般)?',
    '马马虎虎',
    '普通|普普通通|平平常常|平平淡淡|平平',
    '中规中矩|不好不坏|不好也不坏|不咸不淡|无功无过|可有可无|过得去',
    '(?:也)?就(?:那|这)(?:样|么回事|么样)',
    '没有?(?:什么|啥|太多|太大|多大|多少)?(?:特别的?|明显的?)?(?:感觉|感受|想法|印象|看法)',
    '[说谈算称]不上.{1,4}也?[说谈算称]不上.{1,4}',
    '无所谓|差不多|没差别|没区别|不好说|说不好',
    '(?:不知道|不清楚|不晓得)(?:怎么?样|好不好|好坏|如何|效果.{0,4})?',
    '(?:还|暂时|目前)?看不出(?:来|效果|什么)?',
    '(?:还|暂时|目前)+没(?:有)?(?:开始)?(?:用|试|穿|吃|喝|去|拆|体验)(?:过|上|到)?',
    '刚刚?(?:收到|拿到|到货|到手|买|开始用)',
    '[用试]了(?:一|两)[次天]',
  ].join('|')})[吧啊呀了的啦哦嘛呢而已罢]*$`,
  'u',
);
const EN =
  /^(?:(?:overall|honestly|well|i guess|i think|i would say|it|this|that|they|everything|all|the \w+|was|were|is|are|felt|just|only|pretty|rather|kind of|'s) ?)*(?:ok|okay|o\.k|alright|so-so|average|meh|nothing special|unremarkable|neither good nor bad|neither \w+ nor \w+|it is what it is|what it is)(?: i (?:guess|suppose|think))?$|^(?:i have )?no (?:strong |particular |real )?(?:feelings?|opinions?|preferences?)(?: either way| about it)?$|^i (?:do not|don't) (?:really )?(?:mind|care)(?: either way)?$|^(?:it is |it's )?too (?:early|soon) to (?:say|tell)$|^(?:i )?(?:have not|haven't|not) (?:used|tried|opened|worn|tested) (?:it |them |this )?yet$|^(?:it )?(?:has )?just arrived$/;

/** Is every clause of it one that says nothing? */
export function isIndifferent(text: string, clauses: readonly Clause[], language: Language): boolean {
  if (text.length > LONGEST || clauses.length === 0) return false;
  const shape = language === 'zh' ? ZH : EN;
  return clauses.every(({ said, end }) => shape.test(text.slice(said, end).trim()));
}
