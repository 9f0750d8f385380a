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
    投诉 举报 12315 12345 消协 消费者协会 工商局 市场监管 卫健委 银保监 律师 起诉 法院 打官司 曝光 媒体 记者 维权 索赔 赔偿 诈骗 骗子 报警 转人工 找你们领导 叫你们经理 退一赔三 差评 黑店 法庭见
    complaint complain lawyer sue lawsuit police scam fraud consumer_protection speak_to_a_human speak_to_your_manager human_agent refund_now take_you_to_court take_this_to_court take_it_to_court see_you_in_court small_claims`),
  danger: list(`
    出血 流血 大出血 发烧 高烧 感染 发炎 化脓 过敏 休克 昏迷 昏倒 抽搐 呼吸困难 胸痛 中毒 食物中毒 受伤 烫伤 烧伤 起火 着火 冒烟 漏电 触电 爆炸 煤气 燃气味 漏气 渗血 流脓 窒息 喘不上气 喘不过气 上不来气 晕倒 晕过去 困人 被困 被锁在 盗刷 盗用 被盗 被转走 自杀 不想活
    bleeding infection infected allergic unconscious can't_breathe injured burned smoke fire explosion electric_shock suicide smell_gas gas_leak hacked locked_in trapped`),
  haste: list(`
    马上 立刻 立即 尽快 赶紧 急 着急 很急 加急 紧急 今天必须 今天之内 等不了 来不及
    urgent urgently immediately asap right_away as_soon_as_possible emergency`),
  harmless: list(`
    急救课程 急救培训 急救包 急诊 急性子 急转弯 急速 着火点 不着急 不急
    no_rush no_hurry emergency_exit smoke_detector smoke_free no_smoking`),
};
