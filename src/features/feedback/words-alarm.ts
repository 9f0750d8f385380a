/** Words that make a text urgent. `complaint` words are a complaint whatever the models say of the rest. */
import type { AlarmWords } from '../../engine/text/index.ts';

const list = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split(' ').filter((word) => word !== ''))
    .map((word) => word.replaceAll('_', ' '));

export const ALARM_WORDS: AlarmWords = {
  complaint: list(`
    投诉 举报 12315 12345 消协 消费者协会 工商局 市场监管 卫健委 银保监 律师 起诉 法院 打官司 曝光 媒体 记者 维权 索赔 赔偿 诈骗 骗子 报警 转人工 找你们领导 叫你们经理 退一赔三 差评 黑店
    complaint complain lawyer sue lawsuit police scam fraud consumer_protection speak_to_a_human speak_to_your_manager human_agent refund_now`),
  danger: list(`
    出血 流血 大出血 发烧 高烧 感染 发炎 化脓 过敏 休克 昏迷 昏倒 抽搐 呼吸困难 胸痛 中毒 食物中毒 受伤 烫伤 烧伤 起火 着火 冒烟 漏电 触电 爆炸 煤气 自杀 不想活
    bleeding infection infected allergic unconscious can't_breathe injured burned smoke fire explosion electric_shock suicide`),
  haste: list(`
    马上 立刻 立即 尽快 赶紧 急 着急 很急 加急 紧急 今天必须 今天之内 等不了 来不及
    urgent urgently immediately asap right_away as_soon_as_possible emergency`),
};
