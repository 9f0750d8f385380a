/**
 * Sentences made by us from patterns: what customers of service companies write that the corpora lack. Short answers, the trades that no
 * corpus covers (clinic, school, gym, insurance), and questions, orders and statements that are no opinion. They are ours, so they stand here.
 */
import { SERVICE_BAD, SERVICE_GOOD, SERVICE_NEUTRAL } from './made-english.ts';
import {
  ASKED_BAD,
  ASKED_BAD_ENGLISH,
  ASKED_GOOD,
  ASKED_GOOD_ENGLISH,
  NEITHER,
  NEITHER_ENGLISH,
} from './made-neither.ts';

export interface Made {
  readonly text: string;
  /** 1 praises, 0 complains, null neither. */
  readonly label: 0 | 1 | null;
  /** It teaches one of the models: what an opinion is, or which way it goes. */
  readonly only?: 'gate' | 'polarity';
}

const split = (text: string): readonly string[] => text.trim().split(/\s+/);
const lines = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

const ASPECTS =
  split(`服务 态度 服务态度 医生 护士 大夫 老师 教练 客服 前台 销售 顾问 师傅 店员 工作人员 环境 卫生 设备 设施 课程 教学 效果 质量 做工 味道 分量 包装 物流 快递 配送 送货
  流程 预约 售后 系统 软件 App 功能 界面 停车 保单 理赔 讲解 沟通 响应速度 回复 体验 安排 位置 手术 治疗 护理 检查 维修 安装 手感 面料 尺码 口感`);
const STAFF = split('医生 护士 大夫 老师 教练 客服 前台 销售 顾问 师傅 店员 工作人员 服务员 经理 快递员 送餐员 理赔员');
const THINGS =
  split(`挂号 体检 洗牙 复诊 手术 疫苗 课程 试听课 私教课 会员卡 年卡 保险 车险 续保 理赔 套餐 优惠券 积分 发票 订单 快递 退款 换货 手机 耳机 冰箱 洗衣机 空调 衣服
  鞋子 面膜 牛奶 水果 蛋糕 外卖 酒店 房间 机票 维修 保养 安装 会员 礼品 说明书 配件 账号 密码`);
const DAYS = split('明天 后天 周一 周三 周六 周末 下周 今天下午 明天上午 月底 三点 国庆');

const BAD_ASPECT =
  split(`太差了 很差 真差 不好 不行 不太好 差劲 有待改进 需要提升 让人失望 不满意 很一般 跟不上 越来越差 一塌糊涂 糟糕 差到极点 没有想象中好 不如以前 有问题
  不专业 不到位 一言难尽 垃圾 😡 👎`);
const GOOD_ASPECT = split(
  '很好 不错 挺好的 非常好 很满意 很到位 很棒 一流 特别好 没得说 超出预期 比以前好多了 真心不错 无可挑剔 好 赞 👍 让人放心 比别家好',
);
const BAD_STAFF = split(
  `不耐烦 爱理不理 态度恶劣 没有礼貌 不专业 很敷衍 推卸责任 乱收费 不接电话 一问三不知 说话难听 迟到 总是推销 催得太急 讲得太快听不懂 玩手机 冷冰冰的 凶巴巴的 骗人`,
);
const GOOD_STAFF = split(
  `很耐心 很热情 很细心 很专业 很负责 有礼貌 讲解很清楚 态度特别好 非常贴心 认真负责 随叫随到 技术很好 很温柔 经验丰富 讲得很明白 帮了大忙`,
);

const BAD = lines(`
  等太久了
  等了两个小时
  等了一个多小时才轮到我
  排队排了半天
  预约了还要等很久
  候诊时间太长
  说好三天结果等了十天
  太贵了
  价格太贵
  价格偏高
  有点贵
  贵得离谱
  性价比太低
  涨价太多
  收费不透明
  没人理我
  打电话一直没人接
  发了消息一直没有回复
  回复太慢了
  问题一直没有解决
  问题还没解决
  投诉了也没人管
  退款一直不到账
  到现在还没收到货
  发错货了
  少发了一件
  包装都破了
  收到就是坏的
  用了两天就坏了
  没有效果
  效果不明显
  做完更疼了
  伤口发炎了
  流程太复杂
  手续太麻烦
  约不上号
  根本约不到
  停车太不方便
  环境嘈杂
  卫生太差
  虚假宣传
  跟宣传的不一样
  感觉被骗了
  再也不来了
  不会再来了
  不会再买了
  不推荐
  不会推荐给朋友
  后悔买了
  浪费时间
  浪费钱
  闪退
  总是卡顿
  用不了
  登录不上去
  太难用了
  理赔太慢
  拖了一个月还没赔
  差评
  失望
  不满意
  不好
  太差
  生气
  无语
  坑
  服务好但是太贵
  医生不错就是等太久
  东西还行但物流太慢
  不怎么样
  没有以前好了
  一点都不好
  退钱
  我要投诉
  再这样我就打12315了
  我要曝光你们`);
const GOOD = lines(`
  挺好
  挺好的
  很好
  不错
  满意
  非常满意
  都挺好的
  都很满意
  没什么不满意的
  没有不好的地方
  没有什么可挑剔的
  好评
  点赞
  👍
  还可以
  很专业
  很耐心
  很热情
  物超所值
  性价比高
  价格实惠
  价格合理
  不贵
  很划算
  发货快
  物流很快
  回复很快
  马上就解决了
  问题解决了
  效果很好
  恢复得很好
  一点都不疼
  不用排队
  没等多久就轮到我了
  等候时间短
  等候时间很短
  等待时间不长
  没怎么等
  几乎不用等
  没什么缺点
  没有任何问题
  没有什么不满意的地方
  没有什么不好
  环境很舒服
  很干净
  下次还来
  会再来的
  还会继续买
  值得推荐
  推荐给朋友了
  已经推荐给同事
  孩子很喜欢
  老人用着很方便
  比想象中好
  超出预期
  谢谢你们的耐心
  感谢医生
  辛苦了，服务很好
  虽然贵但是值得
  有点远但是服务很好
  等了一会儿但是医生很耐心
  继续保持
  一如既往地好
  很方便
  操作简单
  理赔很快
  放心`);

const ASKED = lines(`
  请问{x}多少钱
  {x}多少钱
  {x}怎么预约
  怎么办理{x}
  请问{x}什么时候可以
  {x}什么时候到
  {x}可以改到{d}吗
  我想预约{d}的{x}
  帮我查一下{x}
  有没有{x}
  {x}在哪里
  {x}怎么用
  {x}支持吗
  我想了解一下{x}
  {x}还有吗
  {x}需要带什么
  {x}包含哪些
  能不能帮我取消{x}
  {x}到期了怎么办
  {d}有{x}吗
  我昨天买了{x}
  {x}已经付款了
  {x}我{d}去拿
  {x}是哪天的
  请把{x}发给我
  {x}要多久
  为什么{x}没有显示
  {x}没有收到怎么查
  {x}可以退吗
  {x}能开发票吗`);
const SAID = lines(`
  无
  没有
  暂时没有
  没有了
  没了
  暂无
  没有意见
  没有建议
  不知道
  不清楚
  不记得了
  随便
  嗯
  好
  好的
  好的收到
  收到
  知道了
  可以
  行
  在吗
  你好
  您好
  请问在吗
  你们几点开门
  几点下班
  地址在哪
  电话多少
  怎么退货
  怎么修改地址
  怎么联系人工
  可以开发票吗
  什么时候发货
  什么时候到货
  我的订单号是20231105123456
  我叫张伟
  我在上海
  我电话换了
  孩子今年五岁
  我是老客户
  我是第一次来
  上周三来的
  昨天下午到的
  我想问一下
  等下再说
  我在开会
  晚点联系
  明天再打给我
  改天吧
  麻烦发一下链接
  帮我转给王经理
  我要改签
  已经寄出了
  正在路上
  我考虑一下
  再看看
  下个月再说
  一次
  两次
  朋友介绍的
  在抖音看到的
  网上搜到的
  路过看到的
  退订`);

const ENGLISH_BAD = lines(`
  the {a} was terrible
  the {a} is too slow
  {a} was rude
  very disappointed with the {a}
  the {a} did not work
  the {a} is not good
  not happy with the {a}
  worst {a} ever
  too expensive
  waited two hours
  i had to wait far too long
  nobody answered my call
  still waiting for my refund
  it broke after two days
  would not recommend
  never again
  waste of money
  no one ever called me back
  the price is too high
  i want to speak to your manager, this is unacceptable
  good {a} but far too expensive`);
const ENGLISH_GOOD = lines(`
  the {a} was great
  the {a} is excellent
  very happy with the {a}
  {a} was friendly and helpful
  really good {a}
  love the {a}
  great value for money
  fast delivery
  would recommend
  will come again
  the problem was solved quickly
  thank you, excellent {a}
  no complaints about the {a}
  nothing to complain about
  not bad at all
  not bad
  the {a} is not bad
  did not have to wait long
  the {a} was not expensive
  no problems with the {a}
  works perfectly
  expensive but worth it`);
const ENGLISH_ASPECTS = split(
  'service staff delivery product quality doctor teacher price app food room support website packaging course',
);
const ENGLISH_NEUTRAL = lines(`
  how much is the {a}
  when does the {a} arrive
  where can i find the {a}
  i would like to book a {a} for monday
  can i change my {a}
  what is included in the {a}
  do you have a {a}
  please send me the {a}
  i bought the {a} yesterday
  my {a} number is 12345
  is the {a} open on sunday
  i need an invoice for the {a}
  ok
  yes
  no
  none
  nothing
  n/a
  thanks
  hello
  i will call back later
  what are your opening hours
  please call me tomorrow
  how do i return an item`);

/** Leans to praise, and is none alone. */
const MILD = '还可以';
const SOFT = ['', '感觉', '就是'];
const LOUD = ['', '！', '。'];

function label(texts: readonly string[], value: Made['label']): Made[] {
  return texts.map((text) => ({ text, label: value }));
}

function forGate(made: readonly Made[]): Made[] {
  return made.map((one) => ({ ...one, only: 'gate' as const }));
}

function filled(patterns: readonly string[], slot: string, values: readonly string[]): string[] {
  return patterns.flatMap((pattern) =>
    pattern.includes(slot) ? values.map((value) => pattern.replace(slot, value)) : [pattern],
  );
}

function each(left: readonly string[], right: readonly string[], by: (a: string, b: string) => string): string[] {
  return left.flatMap((a) => right.map((b) => by(a, b)));
}

export function madeChinese(): Made[] {
  const asked = filled(ASKED, '{x}', THINGS).map((text, i) => text.replace('{d}', DAYS[i % DAYS.length] ?? ''));
  return [
    ...label(
      each(ASPECTS, BAD_ASPECT, (a, b) => a + b),
      0,
    ),
    ...label(
      each(ASPECTS, GOOD_ASPECT, (a, b) => a + b),
      1,
    ),
    ...label(
      each(STAFF, BAD_STAFF, (a, b) => a + b),
      0,
    ),
    ...label(
      each(STAFF, GOOD_STAFF, (a, b) => a + b),
      1,
    ),
    ...label(
      each(BAD, SOFT, (text, soft) => soft + text).flatMap((text) => LOUD.map((end) => text + end)),
      0,
    ),
    ...label(
      each(GOOD, SOFT, (text, soft) => soft + text).flatMap((text) => LOUD.map((end) => text + end)),
      1,
    ).map((one) => (one.text.includes(MILD) ? { ...one, only: 'polarity' as const } : one)),
    ...label(
      asked.flatMap((text) => [text, `${text}？`, `你好，${text}`]),
      null,
    ),
    ...forGate(label(ASKED_BAD, 0)),
    ...forGate(label(ASKED_GOOD, 1)),
    ...label(NEITHER, null),
    ...label(
      SAID.flatMap((text) => [text, `${text}。`, `${text}吧`]),
      null,
    ),
  ];
}

export function madeEnglish(): Made[] {
  return [
    ...label([...filled(ENGLISH_BAD, '{a}', ENGLISH_ASPECTS), ...SERVICE_BAD], 0),
    ...label([...filled(ENGLISH_GOOD, '{a}', ENGLISH_ASPECTS), ...SERVICE_GOOD], 1),
    ...label(SERVICE_NEUTRAL, null),
    ...forGate(label(ASKED_BAD_ENGLISH, 0)),
    ...forGate(label(ASKED_GOOD_ENGLISH, 1)),
    ...label(NEITHER_ENGLISH, null),
    ...label(
      filled(ENGLISH_NEUTRAL, '{a}', ENGLISH_ASPECTS).flatMap((text) => [text, `${text}?`]),
      null,
    ),
  ];
}
