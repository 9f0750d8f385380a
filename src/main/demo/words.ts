import type { Words } from '../../engine/words.ts';
import { BRANCHES } from './company.ts';
import type { AttributeDefinition } from './types.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Attributes beyond the fixed columns (name, phone, gender, birthday). Choices are stored as the clinic writes them: the Chinese word. */
export const ATTRIBUTES: readonly AttributeDefinition[] = [
  { key: 'branch', type: 'choice', words: w('门店', 'Branch'), choices: BRANCHES.map(({ zh, en }) => ({ zh, en })) },
  {
    key: 'source',
    type: 'choice',
    words: w('来源', 'Source'),
    choices: [
      w('线下', 'Walk-in'),
      w('美团', 'Meituan'),
      w('抖音直播', 'Douyin live'),
      w('老客推荐', 'Referral'),
      w('大众点评', 'Dianping'),
      w('小程序', 'Mini-program'),
      w('企业团检', 'Company check-up'),
      w('小红书', 'Xiaohongshu'),
    ],
  },
  {
    key: 'level',
    type: 'choice',
    words: w('会员等级', 'Member level'),
    choices: [w('普通', 'Basic'), w('银卡', 'Silver'), w('金卡', 'Gold'), w('黑金', 'Black')],
  },
  { key: 'dentist', type: 'text', words: w('常看医生', 'Usual dentist') },
  {
    key: 'allergy',
    type: 'choice',
    words: w('过敏', 'Allergy'),
    choices: [
      w('青霉素', 'Penicillin'),
      w('头孢', 'Cephalosporin'),
      w('磺胺类', 'Sulfonamides'),
      w('利多卡因', 'Lidocaine'),
      w('乳胶', 'Latex'),
      w('碘', 'Iodine'),
    ],
  },
  { key: 'medical_note', type: 'text', words: w('健康提示', 'Medical note') },
  {
    key: 'preferred_time',
    type: 'choice',
    words: w('方便时间', 'Preferred time'),
    choices: [w('工作日白天', 'Weekday, daytime'), w('工作日晚间', 'Weekday evening'), w('周末', 'Weekend')],
  },
  { key: 'pain_sensitive', type: 'boolean', words: w('怕疼', 'Sensitive to pain') },
  {
    key: 'caries_risk',
    type: 'choice',
    words: w('龋病风险', 'Caries risk'),
    choices: [w('低', 'Low'), w('中', 'Medium'), w('高', 'High')],
  },
  {
    key: 'insurance',
    type: 'choice',
    words: w('付费方式', 'Insurance'),
    choices: [w('医保', 'Public'), w('商业险', 'Private'), w('自费', 'None')],
  },
  { key: 'family', type: 'text', words: w('家庭号', 'Family') },
  {
    key: 'family_role',
    type: 'choice',
    words: w('家庭角色', 'Role in family'),
    choices: [w('本人', 'Self'), w('配偶', 'Spouse'), w('子女', 'Child'), w('父母', 'Parent')],
  },
];

export interface EventWords {
  readonly type: string;
  readonly words: Words;
  readonly properties: readonly EventProperty[];
}

export interface EventProperty {
  readonly key: string;
  readonly words: Words;
  readonly type: 'text' | 'number' | 'boolean';
}

const text = (key: string, zh: string, en: string): EventProperty => ({ key, words: w(zh, en), type: 'text' });
const number = (key: string, zh: string, en: string): EventProperty => ({ key, words: w(zh, en), type: 'number' });
const yesNo = (key: string, zh: string, en: string): EventProperty => ({ key, words: w(zh, en), type: 'boolean' });

const service = text('service', '项目', 'Service');
const dentist = text('dentist', '医生', 'Dentist');
const branch = text('branch', '门店', 'Branch');
const channel = text('channel', '渠道', 'Channel');
const topic = text('topic', '主题', 'Topic');
const seconds = number('seconds', '停留秒数', 'Seconds');

/** Every event type of the history with its properties. `purchase` and `refund` come from the orders. */
export const EVENTS: readonly EventWords[] = [
  {
    type: 'purchase',
    words: w('消费', 'Purchase'),
    properties: [
      service,
      dentist,
      branch,
      text('payment', '支付方式', 'Payment'),
      text('discount', '优惠', 'Discount'),
      text('items', '明细', 'Items'),
    ],
  },
  {
    type: 'refund',
    words: w('退款', 'Refund'),
    properties: [
      dentist,
      branch,
      text('payment', '支付方式', 'Payment'),
      text('refund_of', '原订单', 'Order refunded'),
    ],
  },
  {
    type: 'visit_done',
    words: w('到店', 'Visit'),
    properties: [
      service,
      dentist,
      branch,
      text('tooth', '牙位', 'Tooth'),
      number('wait_minutes', '候诊分钟', 'Minutes waited'),
      number('minutes', '就诊分钟', 'Minutes treated'),
      yesNo('first', '初诊', 'First visit'),
    ],
  },
  {
    type: 'appointment_booked',
    words: w('预约', 'Appointment booked'),
    properties: [service, dentist, branch, channel, text('scheduled_at', '预约时间', 'Scheduled at')],
  },
  { type: 'appointment_missed', words: w('爽约', 'Appointment missed'), properties: [service, dentist, branch] },
  {
    type: 'appointment_cancelled',
    words: w('取消预约', 'Appointment cancelled'),
    properties: [service, dentist, branch, text('reason', '原因', 'Reason')],
  },
  { type: 'service_viewed', words: w('浏览项目', 'Service viewed'), properties: [service, seconds] },
  { type: 'page_viewed', words: w('浏览页面', 'Page viewed'), properties: [text('page', '页面', 'Page'), seconds] },
  { type: 'logged_in', words: w('登录小程序', 'Logged in'), properties: [] },
  {
    type: 'form_submitted',
    words: w('提交表单', 'Form submitted'),
    properties: [text('form', '表单', 'Form'), service],
  },
  { type: 'consulted', words: w('在线咨询', 'Consulted'), properties: [topic, channel] },
  { type: 'friend_added', words: w('加微', 'Friend added'), properties: [text('staff', '员工', 'Staff')] },
  {
    type: 'live_watched',
    words: w('看直播', 'Live show watched'),
    properties: [
      text('show', '场次', 'Show'),
      number('minutes', '观看分钟', 'Minutes'),
      yesNo('clicked', '点击商品', 'Clicked an offer'),
    ],
  },
  {
    type: 'voucher_redeemed',
    words: w('团购核销', 'Voucher redeemed'),
    properties: [text('platform', '平台', 'Platform'), service],
  },
  {
    type: 'review_posted',
    words: w('发表点评', 'Review posted'),
    properties: [text('platform', '平台', 'Platform'), number('stars', '星级', 'Stars'), service],
  },
  {
    type: 'complaint_filed',
    words: w('投诉', 'Complaint filed'),
    properties: [topic, service, text('severity', '严重程度', 'Severity')],
  },
  {
    type: 'complaint_closed',
    words: w('投诉办结', 'Complaint closed'),
    properties: [topic, yesNo('satisfied', '客户满意', 'Satisfied')],
  },
  {
    type: 'referral_made',
    words: w('推荐新客', 'Referral made'),
    properties: [text('referred', '新客编号', 'Customer brought')],
  },
];

/** Where events come from; the source is half of an event's key. */
export const SOURCES: Readonly<Record<string, Words>> = {
  his: w('诊所系统', 'Clinic system'),
  miniprogram: w('小程序', 'Mini-program'),
  web: w('官网', 'Web site'),
  callcenter: w('电话', 'Telephone'),
  wecom: w('企业微信', 'WeCom'),
  meituan: w('美团', 'Meituan'),
  douyin: w('抖音', 'Douyin'),
  dianping: w('大众点评', 'Dianping'),
  crm: w('客户系统', 'CRM'),
};
