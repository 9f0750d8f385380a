import type { Gender } from './types.ts';

/** Given names usual for people born before a year: whole names, and characters that parents of that time combined freely. */
export interface Cohort {
  readonly before: number;
  /** Share of given names of one character. */
  readonly single: number;
  readonly female: NameStock;
  readonly male: NameStock;
}

export interface NameStock {
  readonly whole: readonly string[];
  readonly single: string;
  readonly first: string;
  readonly second: string;
}

export function cohortOf(birthYear: number): Cohort {
  const found = COHORTS.find((cohort) => birthYear < cohort.before) ?? COHORTS[COHORTS.length - 1];
  if (found === undefined) throw new RangeError('no cohorts');
  return found;
}

export function stockOf(cohort: Cohort, gender: Gender): NameStock {
  return gender === 'female' ? cohort.female : cohort.male;
}

const words = (text: string): readonly string[] => text.split(' ');

const COHORTS: readonly Cohort[] = [
  {
    before: 1960,
    single: 0.16,
    female: {
      whole: words(
        '秀英 桂英 玉兰 秀兰 桂兰 玉珍 凤英 素珍 秀珍 玉英 淑珍 惠芳 美珍 桂芳 兰英 月英 金凤 雅琴 爱华 国英',
      ),
      single: '英珍芳兰琴萍华',
      first: '秀桂玉凤素淑惠美雅爱佩慧月金文',
      second: '英兰珍芳琴华娟仙珠玲霞凤芬',
    },
    male: {
      whole: words(
        '建国 国强 志明 建华 德明 永福 国良 金根 阿根 根生 福根 文斌 正明 国平 建平 志强 光明 荣根 宝根 德康',
      ),
      single: '明华强平刚峰良',
      first: '建国志德永福金正光荣宝文兴世',
      second: '国强明华平福良根生康林祥荣昌',
    },
  },
  {
    before: 1970,
    single: 0.32,
    female: {
      whole: words(
        '建英 丽华 秀芳 美华 惠珍 玉萍 国芳 红梅 丽萍 惠琴 雪珍 爱萍 建芳 卫红 晓红 慧芳 美芳 丽芳 佩芳 文娟',
      ),
      single: '芳红丽敏萍霞梅燕英玲琴',
      first: '丽美惠雪爱建卫晓慧佩文玉红秋',
      second: '华芳萍珍琴红英梅娟霞敏玲',
    },
    male: {
      whole: words(
        '建国 建军 卫东 国华 志刚 文革 红兵 建明 国庆 志强 永强 卫国 建新 国栋 海生 建忠 伟民 志伟 学军 爱国',
      ),
      single: '军勇伟强斌刚明平杰峰',
      first: '建卫国志文永海学伟新爱红立',
      second: '军东华刚明强忠新民平国栋生',
    },
  },
  {
    before: 1980,
    single: 0.42,
    female: {
      whole: words(
        '丽娟 海燕 春梅 晓燕 雪梅 丽君 文静 晓敏 红霞 丽娜 小红 艳红 志红 晓琳 玉婷 春燕 冬梅 慧敏 佳敏 晓岚',
      ),
      single: '静艳敏丽娟燕芳红娜霞洁琳蕾',
      first: '晓海春丽雪文艳慧佳红志玉',
      second: '燕梅娟静敏红霞琳君娜萍芳',
    },
    male: {
      whole: words(
        '志强 海涛 晓东 建峰 俊杰 志勇 文斌 志华 晓峰 国辉 海波 永刚 春雷 志敏 立新 海峰 建伟 文杰 志鹏 晓明',
      ),
      single: '伟勇军涛斌强辉杰磊峰波俊',
      first: '志海晓建文永国立春俊',
      second: '强涛东峰杰勇斌华辉波刚伟明',
    },
  },
  {
    before: 1990,
    single: 0.4,
    female: {
      whole: words(
        '婷婷 佳怡 晓雯 丽娜 思琪 雅琪 梦洁 晶晶 文婷 雯雯 佳慧 晓婷 雪莹 丹丹 玲玲 静怡 倩倩 嘉敏 莉莉 晓彤 慧琳 诗韵',
      ),
      single: '静婷娜丹敏倩琳雪莹颖洁璐雯晶蕾',
      first: '晓佳雅文雪思梦静嘉慧诗丽',
      second: '婷琪洁雯怡敏莹琳慧颖韵彤',
    },
    male: {
      whole: words(
        '俊杰 志远 文博 宇航 明轩 志鹏 晓龙 文涛 浩然 嘉伟 家豪 俊峰 子健 佳俊 伟杰 晓晨 凯文 振宇 鑫磊 鹏飞 一鸣',
      ),
      single: '磊鹏伟超杰浩凯宇亮飞晨峰洋',
      first: '俊志文晓嘉家子振伟宇佳',
      second: '杰远博航鹏龙涛豪峰健晨宇辉',
    },
  },
  {
    before: 2000,
    single: 0.22,
    female: {
      whole: words(
        '思雨 雨桐 可欣 婉清 佳琪 欣怡 雨晴 梦瑶 诗雨 文静 若琳 雅婷 嘉怡 思涵 晓萱 心怡 梓萱 静雯 佳颖 雨薇 紫涵 艺璇',
      ),
      single: '婷悦雪琪颖瑶玥茜萌宁璐',
      first: '思雨佳欣梦诗若雅嘉心紫艺可',
      second: '雨桐欣怡琪瑶涵萱薇琳颖妍晴',
    },
    male: {
      whole: words(
        '浩然 子墨 俊熙 宇轩 嘉豪 浩宇 泽宇 子轩 家乐 俊豪 天宇 文昊 博文 晨曦 嘉诚 睿哲 志豪 子豪 凯瑞 逸飞 宇辰 思远',
      ),
      single: '浩宇鑫阳晨帆睿哲昊翔',
      first: '浩子宇嘉俊泽天博文睿志逸',
      second: '然轩宇豪熙文辰昊泽飞诚哲',
    },
  },
  {
    before: 2010,
    single: 0.1,
    female: {
      whole: words(
        '欣怡 雨涵 梓涵 诗涵 佳怡 可馨 语嫣 雨萱 思彤 子涵 梦琪 紫萱 一诺 心妍 欣妍 佳宁 静萱 若曦 语桐 馨月',
      ),
      single: '悦彤妍玥瑶萱',
      first: '欣雨诗佳可语思子梦心若馨',
      second: '怡涵馨萱彤琪妍宁桐曦嫣月',
    },
    male: {
      whole: words(
        '子轩 浩宇 宇轩 浩然 子涵 俊熙 博文 皓轩 宇航 梓豪 天佑 嘉懿 明哲 子睿 睿泽 俊宇 泽轩 宇泽 铭轩 梓轩',
      ),
      single: '睿轩昊泽铭',
      first: '子浩宇俊博皓梓嘉明睿泽铭',
      second: '轩宇然涵熙文航豪睿泽哲懿',
    },
  },
  {
    before: 9999,
    single: 0.05,
    female: {
      whole: words(
        '一诺 若汐 依诺 梓涵 诗涵 可欣 欣妍 语桐 芷若 苡沫 沐瑶 清妍 安然 思玥 念初 书瑶 知夏 乐瑶 星妤 米朵 予安 初晴',
      ),
      single: '诺玥沐妍汐苒',
      first: '一若依梓诗可芷沐清书知星予',
      second: '诺汐涵欣桐若瑶妍玥夏妤晴禾',
    },
    male: {
      whole: words(
        '沐宸 奕辰 宇泽 梓睿 浩宇 一鸣 子墨 景行 屿川 泽宇 言澈 亦辰 知远 君昊 承泽 锦程 云深 砚之 乐言 嘉树 予乐 星野',
      ),
      single: '宸澈屿铭川睿',
      first: '沐奕宇梓浩一子景泽亦知君承',
      second: '宸辰泽睿鸣墨行川澈远昊言树',
    },
  },
];
