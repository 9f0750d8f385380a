import type { Skill } from './types.ts';

/** What the clinic sells. Prices are yuan in Shanghai's private clinics of the middle class, list prices before any discount. */
export interface Service {
  readonly zh: string;
  readonly en: string;
  readonly skill: Skill;
  readonly minutes: number;
  /** The variants a customer chooses from, with the weight of the choice. */
  readonly prices: readonly (readonly [name: string, yuan: number, weight: number])[];
  /** Reductions for members and groups apply to it. */
  readonly reducible: boolean;
  /** Is about one tooth, whose number is recorded. */
  readonly tooth?: boolean;
}

export const SERVICES = {
  cleaning: service('洁牙', 'Cleaning', 'general', 40, true, [
    ['超声波洁牙', 198, 6],
    ['洁牙抛光套餐', 268, 5],
    ['舒适无痛洁牙', 368, 3],
    ['EMS 喷砂洁牙', 398, 3],
  ]),
  groupCleaning: service('团购洁牙', 'Group-buy cleaning', 'general', 35, false, [
    ['团购洁牙单次', 168, 6],
    ['团购洁牙双人', 298, 1],
  ]),
  check: service('口腔检查', 'Examination', 'general', 20, true, [
    ['口腔检查与小牙片', 80, 3],
    ['口腔检查与全景片', 160, 5],
  ]),
  filling: tooth('补牙', 'Filling', 'general', 45, true, [
    ['3M 树脂补牙', 380, 6],
    ['纳米树脂补牙', 560, 3],
    ['前牙美学树脂', 880, 1],
  ]),
  rootStart: tooth('根管治疗', 'Root canal', 'endo', 60, true, [
    ['根管治疗 前牙', 780, 3],
    ['根管治疗 后牙', 1480, 5],
    ['显微根管治疗', 2680, 2],
  ]),
  rootStep: tooth('根管换药', 'Root canal, dressing', 'endo', 30, false, [['根管换药与拍片', 120, 1]]),
  crown: tooth('牙冠', 'Crown', 'endo', 60, true, [
    ['钴铬烤瓷冠', 1680, 2],
    ['国产全瓷冠', 2680, 4],
    ['进口全瓷冠', 4280, 2],
  ]),
  extraction: tooth('拔牙', 'Extraction', 'general', 30, true, [
    ['普通拔牙', 280, 4],
    ['微创拔智齿', 880, 5],
    ['阻生齿拔除', 1580, 3],
  ]),
  deepClean: service('牙周治疗', 'Periodontal therapy', 'perio', 60, true, [
    ['龈下刮治 半口', 980, 4],
    ['龈下刮治 全口', 1880, 2],
  ]),
  perioCare: service('牙周维护', 'Periodontal care', 'perio', 45, true, [['牙周维护', 380, 1]]),
  whitening: service('美白', 'Whitening', 'general', 60, true, [
    ['冷光美白', 1280, 4],
    ['居家美白套装', 980, 3],
    ['皓齿联合美白', 2380, 1],
  ]),
  fluoride: service('儿牙涂氟', 'Fluoride for children', 'child', 25, true, [
    ['儿童涂氟', 168, 5],
    ['涂氟与检查套餐', 238, 3],
  ]),
  sealant: service('窝沟封闭', 'Sealant', 'child', 40, true, [
    ['窝沟封闭 2 颗', 360, 4],
    ['窝沟封闭 4 颗', 640, 3],
  ]),
  milkFilling: service('儿童补牙', 'Filling for children', 'child', 40, true, [
    ['乳牙补牙', 320, 4],
    ['乳牙预成冠', 880, 1],
  ]),
  milkRoot: service('乳牙根管', 'Root canal for children', 'child', 50, true, [['乳牙根管治疗', 880, 1]]),
  implantCheck: service('种植检查', 'Implant examination', 'implant', 40, false, [['CBCT 与种植方案', 380, 1]]),
  implant: tooth('种植', 'Implant', 'implant', 90, false, [
    ['韩系种植体', 8800, 5],
    ['欧系种植体', 12_800, 4],
    ['瑞士种植体', 15_800, 2],
  ]),
  implantReview: service('种植复查', 'Implant review', 'implant', 20, false, [['种植复查与拍片', 120, 1]]),
  implantCrown: tooth('种植戴冠', 'Implant crown', 'implant', 60, false, [
    ['种植二期与基台', 1880, 4],
    ['个性化基台与全瓷冠', 3880, 2],
  ]),
  stitches: service('拆线', 'Suture removal', 'general', 15, false, [['拆线复诊', 0, 1]]),
  orthoCheck: service('正畸检查', 'Orthodontic examination', 'ortho', 45, false, [
    ['正畸检查与口扫', 380, 3],
    ['正畸检查、CBCT 与口扫', 680, 2],
  ]),
  orthoStart: service('正畸', 'Orthodontics', 'ortho', 75, false, [
    ['金属自锁矫正', 15_800, 4],
    ['陶瓷自锁矫正', 22_800, 2],
    ['国产隐形矫正', 26_800, 4],
    ['进口隐形矫正', 42_800, 2],
  ]),
  orthoStep: service('正畸复诊', 'Orthodontic visit', 'ortho', 25, false, [['正畸复诊 分期款', 0, 1]]),
  retainer: service('保持器', 'Retainer', 'ortho', 30, true, [['透明保持器一副', 980, 1]]),
  retail: service('口腔用品', 'Dental goods', 'general', 5, true, [
    ['冲牙器', 399, 3],
    ['电动牙刷', 299, 2],
    ['牙线与牙膏套装', 68, 6],
    ['儿童护牙礼盒', 128, 2],
  ]),
  memberCard: service('会员年卡', 'Member card', 'general', 5, false, [
    ['成人会员年卡', 598, 6],
    ['家庭会员年卡', 998, 3],
    ['尊享会员年卡', 1980, 1],
  ]),
} as const satisfies Record<string, Service>;

export type ServiceKey = keyof typeof SERVICES;

type Prices = Service['prices'];

function service(zh: string, en: string, skill: Skill, minutes: number, reducible: boolean, prices: Prices): Service {
  return { zh, en, skill, minutes, reducible, prices };
}

function tooth(zh: string, en: string, skill: Skill, minutes: number, reducible: boolean, prices: Prices): Service {
  return { ...service(zh, en, skill, minutes, reducible, prices), tooth: true };
}

export function serviceOf(key: ServiceKey): Service {
  return SERVICES[key];
}
