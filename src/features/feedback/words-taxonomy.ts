/** The taxonomy every workspace begins with. A workspace that edits it keeps its own copy, by version. */
import type { Reason } from '../../engine/text/index.ts';

/** Changes whenever the list below does. */
export const TAXONOMY_VERSION = 1;

const list = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));

export const DEFAULT_TAXONOMY: readonly Reason[] = [
  {
    code: 'price',
    label: { zh: '价格因素', en: 'Price' },
    seeds:
      list(`检查费 医药费 药费 治疗费 挂号费 服务费 手续费 停车费 价格 价钱 价位 收费 费用 花费 定价 性价比 多少钱 优惠 折扣 打折 涨价 降价 促销 活动价 房价 票价 学费 保费
      price prices pricing cost costs fee fees charge value_for_money discount`),
    bad: list(
      `贵 太贵 偏贵 贵死 贵了 不值 不值得 不划算 乱收费 多收 高价 坑钱 宰客 价格虚高 性价比低 性价比不高 涨价 降价太快 刚买就降价 又降价 expensive overpriced overcharged rip-off too_much_money`,
    ),
    good: list(
      `便宜 实惠 划算 物超所值 物有所值 价廉物美 物美价廉 超值 性价比高 性价比很高 价格合理 cheap affordable good_value great_value reasonable_price worth_it`,
    ),
  },
  {
    code: 'quality',
    label: { zh: '产品质量', en: 'Quality' },
    seeds:
      list(`质量 品质 做工 材质 面料 手感 质感 材料 用料 新鲜 新鲜度 口感 味道 口味 正品 保质期 生产日期 耐用 画质 音质 屏幕 电池 续航 尺码 大小 颜色 色差 气味
      quality material taste fresh freshness battery screen size fit`),
    bad: list(`假货 假的 次品 残次品 瑕疵 破损 坏了 坏的 坏掉 烂了 烂的 烂掉 发霉 变质 过期 掉色 褪色 起球 开线 脱线 裂开 异味 划痕 漏水 死机 黑屏 质量差 不新鲜 不耐用 有问题 粗糙 不能用
      broken defective fake faulty rotten expired poor_quality stopped_working fell_apart scratched`),
    good: list(`质量好 质量不错 做工精细 是正品 耐用 结实 好吃 好喝 好用 well_made durable delicious`),
  },
  {
    code: 'logistics',
    label: { zh: '物流配送', en: 'Delivery' },
    seeds: list(`物流 快递 配送 发货 送货 到货 运输 派送 快递员 送货员 送餐 骑手 包裹 运费 包装 包装盒 外包装
      delivery shipping shipment courier package packaging parcel`),
    bad: list(
      `没收到货 还没收到 没到货 一直不发货 不发货 迟迟不发货 发错货 发错 漏发 少发 丢件 送错 送晚 压坏 包装破损 never_arrived late_delivery wrong_item missing_item lost_parcel damaged_in_transit`,
    ),
    good: list(
      `发货快 发货速度快 送货快 物流快 到货快 第二天就到 当天就到 隔天就到 fast_delivery fast_shipping quick_delivery arrived_quickly`,
    ),
  },
  {
    code: 'attitude',
    label: { zh: '服务态度', en: 'Service attitude' },
    seeds:
      list(`服务态度 态度 服务 客服 店员 服务员 前台 导购 销售 顾问 护士 医生 大夫 老师 教练 师傅 工作人员 员工 经理 店家 卖家 商家 接待
      service attitude staff employee employees waiter reception receptionist clerk agent doctor nurse teacher trainer manager`),
    bad: list(
      `态度差 态度恶劣 态度不好 不耐烦 爱理不理 爱搭不理 没礼貌 没有礼貌 不礼貌 敷衍 推卸责任 推诿 冷漠 冷冰冰 凶巴巴 骂人 吼 傲慢 不负责 不负责任 甩脸 白眼 一问三不知 rude unfriendly impolite arrogant unhelpful careless`,
    ),
    good: list(
      `热情 耐心 细心 贴心 周到 有礼貌 礼貌 和蔼 亲切 友好 认真负责 服务好 态度好 friendly polite helpful patient attentive kind`,
    ),
  },
  {
    code: 'response',
    label: { zh: '响应速度', en: 'Response speed' },
    seeds: list(
      `响应 响应速度 回复 回复速度 答复 反馈 处理速度 处理时间 效率 办事效率 跟进 回电 response reply replies efficiency follow-up`,
    ),
    bad: list(`没人理 没人管 没人回 没人接 没人接电话 打不通 不接电话 不回复 不回消息 没有回复 一直没回复 没回应 没有回应 石沉大海 拖拖拉拉 拖延 一拖再拖 迟迟 效率低 回复慢 反应慢 处理太慢
      no_answer no_reply no_response ignored nobody_answered never_called_back never_replied unresponsive slow_response slow_to_respond`),
    good: list(
      `秒回 回复快 回复及时 及时回复 响应快 响应及时 处理及时 处理很快 效率高 很快解决 quick_response fast_response prompt replied_quickly responded_quickly`,
    ),
  },
  {
    code: 'waiting',
    label: { zh: '等候时间', en: 'Waiting time' },
    seeds: list(
      `等了 等候 等待 排队 候诊 等位 等号 叫号 候诊时间 等候时间 等待时间 waiting waiting_time wait queue line`,
    ),
    bad: list(
      `等太久 等了太久 等很久 等了很久 等了好久 等好久 等半天 等了半天 久等 排长队 排队太久 排队时间长 排了半天 等了一个小时 等了两个小时 等了一个多小时 等了两个多小时 等了半个小时 等了三个小时 等了一下午 等了一上午 小时才轮到 waited_too_long long_wait kept_waiting waited_hours long_queue waited_two_hours waited_an_hour`,
    ),
    good: list(
      `等候时间短 等候时间很短 等待时间短 等待时间很短 没怎么等 没有等很久 没等很久 不用排队 没排队 不用等 没等多久 很快就轮到 no_queue no_wait no_waiting`,
    ),
  },
  {
    code: 'booking',
    label: { zh: '预约安排', en: 'Booking' },
    seeds: list(`预约 挂号 预定 预订 改约 排期 排课 约课 号源 时间安排 booking appointment reservation schedule`),
    bad: list(
      `约不上 约不到 预约不上 预约不到 挂不上号 挂不到号 没号 爽约 临时取消 临时改时间 cancelled_my_appointment could_not_book`,
    ),
    good: list(`预约方便 挂号方便 easy_to_book`),
  },
  {
    code: 'aftersales',
    label: { zh: '售后保障', en: 'After-sales' },
    seeds: list(
      `售后 退货 退款 换货 退换 保修 维修 返修 质保 三包 理赔 赔付 上门 refund return returns warranty repair after-sales claim exchange`,
    ),
    bad: list(
      `不给退 不让退 不退款 不退 退不了 拒绝退款 没解决 没有解决 未解决 解决不了 问题还在 不予理赔 拒赔 拒保 扯皮 踢皮球 no_refund refused_to_refund not_resolved still_not_fixed unresolved`,
    ),
    good: list(`退款快 退货方便 换货快 包退 解决了 refunded_quickly resolved fixed_quickly`),
  },
  {
    code: 'function',
    label: { zh: '产品功能', en: 'Features' },
    seeds:
      list(`功能 系统 软件 程序 app 应用 小程序 界面 操作 页面 网站 登录 版本 更新 性能 速度 运行 开机 网络 信号 wifi 网速 网页
      feature features app software website interface system function performance login`),
    bad: list(
      `卡顿 很卡 太卡 闪退 崩溃 报错 打不开 登不上 登录不了 登录不上 用不了 不好用 难用 bug 功能少 太复杂 操作复杂 不会用 连不上 断网 没信号 crashes crash freezes laggy hard_to_use confusing does_not_work not_working`,
    ),
    good: list(`操作简单 使用方便 功能强大 功能齐全 流畅 easy_to_use smooth user-friendly`),
  },
  {
    code: 'environment',
    label: { zh: '环境设施', en: 'Place and facilities' },
    seeds:
      list(`环境 卫生 设施 设备 装修 房间 床 床单 空调 隔音 洗手间 卫生间 厕所 停车 停车场 车位 位置 地理位置 交通 地段 器材 教室 诊室 病房 大厅 早餐 热水 电梯 窗户
      room rooms facilities environment parking location bathroom bed cleanliness equipment`),
    bad: list(
      `脏 脏乱 吵 太吵 嘈杂 噪音 很旧 陈旧 破旧 老旧 拥挤 人太多 太挤 霉味 不隔音 隔音差 没有热水 停不了车 停车难 dirty noisy crowded smelly run_down`,
    ),
    good: list(`干净 整洁 安静 宽敞 舒适 舒服 环境好 交通方便 位置好 clean quiet spacious comfortable tidy`),
  },
  {
    code: 'expertise',
    label: { zh: '专业效果', en: 'Skill and result' },
    seeds: list(
      `专业 技术 水平 经验 效果 疗效 治疗 手术 恢复 诊断 检查 教学 讲课 讲解 课程 进步 成绩 方案 skill skills result results treatment course lesson expertise outcome`,
    ),
    bad: list(
      `不专业 误诊 没效果 没有效果 效果不明显 效果差 复发 更严重 更疼 很疼 太疼 疼死 听不懂 没进步 没学到 unprofessional no_effect no_improvement misdiagnosed painful`,
    ),
    good: list(
      `很专业 效果好 效果明显 效果很好 医术高 技术好 恢复得好 恢复得很好 讲得清楚 讲解清楚 讲得好 进步很大 不疼 professional effective knowledgeable`,
    ),
  },
  {
    code: 'process',
    label: { zh: '办理流程', en: 'Process' },
    seeds: list(`流程 手续 办理 步骤 程序 规定 制度 材料 表格 签字 审批 process procedure paperwork steps policy`),
    bad: list(
      `太麻烦 很麻烦 手续多 流程复杂 手续复杂 繁琐 跑了好几趟 跑了几趟 来回跑 折腾 complicated bureaucratic too_many_steps cumbersome`,
    ),
    good: list(`流程简单 手续简单 一站式 simple_process straightforward`),
  },
  {
    code: 'honesty',
    label: { zh: '诚信宣传', en: 'Honesty' },
    seeds: list(`宣传 广告 描述 承诺 图片 介绍 advertising advertised description promise promised`),
    bad: list(
      `虚假 虚假宣传 夸大 骗人 欺骗 忽悠 套路 被骗 上当 货不对板 与描述不符 和描述不符 跟描述不符 和图片不一样 与图片不符 不一样 说话不算数 不兑现 隐形消费 强制消费 推销 强行推销 催得太急 misleading not_as_described lied lie cheated hidden_fees pushy`,
    ),
    good: list(`和描述一致 与描述一致 描述相符 诚信 童叟无欺 as_described honest trustworthy`),
  },
];
