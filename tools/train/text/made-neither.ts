/**
 * Sentences made by us that are neither praise nor complaint though they name what people praise and complain of (questions, suggestions, not
 * tried yet), and their opposites in the same dress: questions that ask nothing and suggestions that blame.
 */

const split = (text: string): readonly string[] => text.trim().split(/\s+/);
const lines = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

const SUBJECTS =
  split(`停车 交通 早餐 房间 空调 隔音 热水 床 网络 快递 发货 安装 退货 退款 换货 理赔 挂号 预约 体检 拔牙 洗牙 打针 手术 疫苗 治疗 课程 老师 教练 医生 护士 客服 师傅 前台
  环境 卫生 设备 价格 学费 会员 套餐 质量 面料 颜色 尺码 鞋子 衣服 面膜 洗发水 奶粉 水果 手机 电池 屏幕 耳机 软件 系统 操作 保险 售后 维修 包装 味道 位置`);
/** What one asks of a thing: a quality, good or bad, that the asker does not claim. */
const QUALITIES =
  split(`方便 好 好吃 好用 好看 干净 安静 舒服 专业 靠谱 负责 耐心 正规 安全 新鲜 划算 便宜 贵 麻烦 疼 难 复杂 吵 远 慢 快 大 小 重 厚 耐用 结实 准时 清楚 流畅 明显 严格 热情
  收费 辣 甜 掉色 起球 过敏 漏水 卡`);

const ASKED = lines(`
  {s}{q}吗
  {s}{q}不{q}
  请问{s}{q}吗
  你们的{s}{q}吗
  你家{s}{q}不{q}呀
  {s}会不会很{q}
  想问下{s}{q}吗
  这里{s}{q}吗
  {s}是不是比较{q}`);
const ASKED_OF = lines(`
  {s}怎么样
  {s}如何
  {s}有保障吗
  {s}有保证么
  {s}要另外付钱吗
  {s}要加钱吗
  {s}包括在内吗
  {s}是免费的吗
  {s}一般要几天
  {s}一般多久
  {s}大概多长时间
  {s}能坚持多久
  {s}有哪几种
  {s}选哪个好
  {s}和以前的有什么不同
  {s}是新的还是旧的
  {s}是自己的还是外包的
  {s}偏大还是偏小呀
  {s}周末也有吗
  {s}孩子能用吗
  {s}老人合适吗
  {s}坏了能修吗
  {s}不合适可以换吗
  {s}丢了怎么办
  {s}有没有优惠一点的
  {s}哪家的好一些
  有人用过{s}吗
  谁知道{s}怎么弄`);
const SUGGESTED = lines(`
  建议增加{s}
  建议加上{s}
  建议多一些{s}
  建议{s}里加个提醒
  建议以后{s}可以线上办理
  希望增加{s}
  希望能有{s}
  希望{s}以后可以再多一些
  希望以后{s}能在线上办
  能不能加一个{s}
  能否提供{s}
  可不可以增加{s}的选择
  可以考虑增加{s}
  可以考虑周末也有{s}
  最好能有{s}
  最好提前通知{s}的时间
  要是有{s}就好了
  如果能选{s}就更好了`);
const UNTRIED = lines(`
  还没用
  还没试
  还没开始用
  还没穿
  还没吃
  还没去
  没用过
  没去过
  暂时还没用到
  刚收到
  刚拿到
  今天刚到
  刚开始用
  刚办的卡
  刚报名
  才用了一次
  才上了一节课
  刚做完检查`);
const UNSAID = lines(`

  不好说
  不知道好不好
  不知道效果如何
  等用了再说
  用了再来评价
  过段时间再说
  暂时不评价
  还看不出效果
  再观察观察
  先放着`);

/** Questions that ask nothing. */
const BLAMED = lines(`
  这也叫{s}
  这也算{s}
  你们的{s}就这水平
  就这{s}还好意思收钱
  就这{s}也敢说专业
  {s}就是这么做的吗
  {s}就这样对待客户的吗
  为什么{s}一直没人管
  为什么{s}总是出问题
  为什么{s}还没给我处理
  怎么{s}到现在还没好
  怎么{s}每次都出错
  怎么{s}又不行了
  凭什么{s}要多收我的钱
  凭什么{s}不给我办
  {s}到底有没有人负责
  {s}到底还能不能用了
  {s}说好的呢
  {s}这么差你们不管管吗
  {s}等了一个月了，你们觉得正常吗
  {s}三天了没人联系我，还有人在吗
  {s}这么贵，谁买谁傻
  {s}出了问题找谁都不管，你们还做不做生意了
  建议别买他家的{s}
  建议大家避开这里的{s}
  劝大家{s}不要来这家
  希望你们好好管管{s}，太差了
  希望{s}不要再这么敷衍人
  能不能把{s}弄好一点，每次都出毛病
  拜托你们{s}能上点心吗
  {s}一点用都没有
  {s}一点用也没有，钱白花了
  {s}没什么效果，钱白花了
  刚收到{s}就是坏的
  {s}还没用就坏了`);
const PRAISED = lines(`
  {s}一点都不麻烦
  {s}一点也不疼
  {s}一点都不贵
  {s}完全不用担心
  谁说{s}不好，我觉得很好
  还有比这更好的{s}吗
  上哪找这么好的{s}
  {s}怎么可以这么好
  建议大家都来试试，{s}很好
  希望{s}继续保持，很满意
  刚收到{s}，很喜欢
  刚拿到，{s}比想象中好
  {s}普通，但是人真的很好，很满意
  {s}一般，但是服务特别好
  {s}没得说
  没什么可挑的，{s}很满意`);

const EN_SUBJECTS = split('parking breakfast delivery room app battery return warranty class treatment product coach');
const EN_QUALITIES = split('easy good free expensive quiet safe clean hard painful quick available reliable');
const EN_ASKED = lines(`
  is the {s} {q}
  is {s} {q}
  is your {s} {q}
  how {q} is the {s}
  does the {s} cost extra
  how long does the {s} take
  what is the {s} like
  which {s} is better
  is the {s} suitable for children
  could you add a {s}
  maybe add another {s}
  please consider adding a {s}
  i suggest adding a {s}
  i suggest a reminder about the {s}
  it would be nice to have a {s} online
  you could offer a {s}
  it would be good if the {s} could be booked online
  i would like to see a {s} for families
  have not used the {s} yet
  i have not tried the {s} yet
  the {s} just started
  too soon to say anything about the {s}
  not sure about the {s} yet
  cannot tell yet about the {s}`);
const EN_BLAMED = lines(`
  is this what you call a {s}
  you call this a {s}
  why is the {s} always broken
  why does nobody care about the {s}
  why is there still no {s}
  where is my {s}, it has been weeks
  how can you charge for such a {s}
  how can anyone offer a {s} this bad
  who thought this {s} was acceptable
  stop cheating people with the {s}
  please stop wasting my time with the {s}
  i suggest nobody uses the {s}
  i suggest you avoid the {s}
  the {s} was ok until it failed
  average {s} and horrible staff`);
const EN_PRAISED = lines(`
  how great is the {s}, i love it
  the {s} was nothing special but the people were lovely
  i suggest you all try the {s}, it is wonderful
  i suggest everyone uses the {s}
  the {s} is easy and quick
  just got the {s} and it looks lovely
  the {s} did not hurt at all
  the {s} is not hard to use
  who knew a {s} could be this good`);

/** Facts about oneself, an order, a time: said in the words of complaints, complaining of nothing. */
const EN_FACTS = lines(`
  my {s} is on {d}
  my {s} is at {d}
  the {s} is booked for {d}
  i have a {s} {d}
  we come for the {s} {d}
  call me {d}
  please ring back {d}
  i am free {d}
  we are a group of {n}
  there are {n} of us
  i ordered {n} in total
  we are {n} adults and one child`);
const EN_DAYS = lines(`
  monday at nine
  wednesday at noon
  thursday afternoon
  friday evening
  the first of march
  eight in the morning
  before seven
  after lunch`);
const EN_NUMBERS = split('two three four six seven');
/** What went wrong, to whom it does not matter. */
const EN_TROUBLE = lines(`
  your {s} keeps failing
  the {s} keeps stopping when i need it
  the {s} refuses my payment
  the {s} would not take my card
  i was billed two times for the {s}
  i paid double for the {s} and got nothing back
  i want a refund for the {s}
  i had to ask three people about the {s}
  the fee for the {s} was raised without warning
  i shall not use the {s} again
  the {s} is not worth it`);

function fill(patterns: readonly string[], subjects: readonly string[], qualities: readonly string[] = ['']): string[] {
  return patterns.flatMap((pattern) =>
    subjects.flatMap((subject) =>
      qualities.map((quality) => pattern.replace('{s}', subject).replaceAll('{q}', quality)),
    ),
  );
}

/** Every `n`-th: what differs by one word alone is not told a hundred times. */
const some = (texts: readonly string[], n: number): string[] => texts.filter((_, at) => at % n === 0);
const marked = (texts: readonly string[]): string[] => texts.map((text, at) => (at % 2 === 0 ? `${text}？` : text));

export const NEITHER = [
  ...marked(some(fill(ASKED, SUBJECTS, QUALITIES), 7)),
  ...marked(some(fill(ASKED_OF, SUBJECTS), 2)),
  ...some(fill(SUGGESTED, SUBJECTS), 2),
  ...UNTRIED.flatMap((one) => UNSAID.map((other) => (other ? `${one}，${other}` : one))),
];
export const ASKED_BAD = marked(some(fill(BLAMED, SUBJECTS), 3));
export const ASKED_GOOD = some(fill(PRAISED, SUBJECTS), 2);

const facts = fill(EN_FACTS, EN_SUBJECTS).map((text, at) =>
  text.replace('{d}', EN_DAYS[at % EN_DAYS.length] ?? '').replace('{n}', EN_NUMBERS[at % EN_NUMBERS.length] ?? ''),
);
export const NEITHER_ENGLISH = [
  ...new Set(facts),
  ...marked([
    ...fill(EN_ASKED, EN_SUBJECTS, EN_QUALITIES.slice(0, 1)),
    ...some(fill(EN_ASKED.slice(0, 4), EN_SUBJECTS, EN_QUALITIES), 3),
  ]),
];
export const ASKED_BAD_ENGLISH = [...marked(fill(EN_BLAMED, EN_SUBJECTS)), ...some(fill(EN_TROUBLE, EN_SUBJECTS), 2)];
export const ASKED_GOOD_ENGLISH = fill(EN_PRAISED, EN_SUBJECTS);
