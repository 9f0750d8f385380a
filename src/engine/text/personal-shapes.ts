/** The shapes of personal data in normalised text. Every repetition is bounded, so that no text takes more than its length in time. */

/** Between groups of digits: a space, a dot, a dash of any length. */
const SEP = '[-\\u2010-\\u2015 .·]';
const DIGITS = '零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖';

function groups(first: string, rest: readonly (readonly number[])[]): string {
  return rest
    .map((sizes) => first + sizes.map((size, at) => (at ? `${SEP}\\d{${size}}` : `\\d{${size}}`)).join(''))
    .join('|');
}

/** A mobile number in the groups people write it in, in figures or in words; a number with a country or an area code. */
export const PHONES: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d*])(?:(?:\\+|00)?86${SEP}?)?(?:${groups('1[3-9]', [[9], [1, 8], [1, 4, 4], [5, 4], [1, 3, 5], [2, 3, 4], [2, 7]])})(?!\\d)`,
    'g',
  ),
  new RegExp(`(?<![\\d*])1${SEP}[3-9](?:${SEP}\\d){9}(?!\\d)`, 'g'),
  new RegExp(
    `(?<![${DIGITS}])[一幺壹][三四五六七八九叁肆伍陆柒捌玖][${DIGITS}]${SEP}?[${DIGITS}]{4}${SEP}?[${DIGITS}]{4}(?![${DIGITS}])`,
    'g',
  ),
  /(?<!\d)(?:\(0\d{2,3}\)[- ]?|0\d{2,3}[- ])(?:\d{7,8}|\d{3,4}[- ]\d{4})(?!\d)/g,
  /(?<![\d+])\+(?!86)[1-9]\d{0,2}(?:[- ]?\(?\d{1,4}\)?){2,4}[- ]?\d{2,4}(?!\d)/g,
  // 400 and 800 are numbers of firms.
  /(?<!\d)(?:\([2-9]\d\d\) ?|(?!400|800)[2-9]\d\d[-.])\d{3}[-.]\d{4}(?!\d)/g,
];

export const ID_CARD = /(?<!\d)\d{6}[- ]?\d{8}[- ]?\d{3}[\dx](?![\dx])/g;
/** Of these only what is called so. */
export const OLD_ID_CARD = /(?<!\d)\d{15}(?!\d)/g;
export const PASSPORT =
  /(?<=护照[号码是为: ]{0,5}|passport (?:number |no\.? ?)?(?:is )?:? ?)(?:[a-z]\d{7,8}|[a-z]{2}\d{7})(?!\d)/g;
export const SAID_ID_CARD = /身份证[^\d]{0,8}$/;

export const CARD = /(?<!\d)\d{4}(?:[- ]?\d{4}){2}(?:[- ]?\d{1,4}){1,2}(?!\d)/g;
export const SAID_CARD = /(?:银行卡|信用卡|储蓄卡|借记卡|卡号|[账帐]号|[农工建招中交]行卡?|card number)[^\d]{0,6}$/;
/** A number of an order may pass the checksum of a card. */
export const SAID_ORDER =
  /(?:订单|单号|运单|快递|物流|流水|编号|凭证|票号|order|tracking|invoice|no\.)[号码是为:：#\s\w]{0,6}$/;

export const EMAIL = /[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,12}/g;

/** What one is called in a messenger: behind its name and 号 or a colon, or holding a figure. */
export const ACCOUNT =
  /(?:微信|威信|薇信|v信|vx|wechat|weixin)(?:同号|号|id|是|为|:| ){0,3}(?:(?<=[号d是为:] ?)|(?=[a-z_-]{0,19}[\d_]))([a-z][a-z0-9_-]{5,19})|qq(?:号|是|为|:| ){0,3}([1-9]\d{4,10})(?!\d)/g;

export const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·.• -]?(?=(?:[a-z]{0,3}\d){3})[a-hj-np-z0-9]{5,6}(?![a-z0-9])/g;

/** From the road or the estate to the door. */
export const ADDRESS =
  /(?:(?![区市省县镇住在到送往于至寄是])\p{Script=Han}){1,6}(?:路|街|大道|巷|弄|胡同|花园|小区|家园|公寓|新村|苑) ?(?:\d{1,5} ?(?:号(?!线)|弄|栋|幢|座|单元|室|楼|层|户)[院楼]? ?){1,5}(?:\d{3,4}室?)?/gu;
/** Read from the text as it was written: capitals tell a street from a road one walks. */
export const ADDRESS_ENGLISH =
  /(?<![\dA-Za-z])\d{1,5}[A-Za-z]? (?:[A-Z][a-z]{1,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd)(?![A-Za-z])/g;

const FAMILY =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房丁邓洪包石崔龚程裴陆翁段侯武刘龙叶黎白蒲申牟文欧曾关肖涂游聂晏易覃';
export const NAMES: readonly RegExp[] = [
  /(?:我叫|我的名字是|姓名[是:：]?|my name is )\s?(\p{Script=Han}{2,3}|[a-z]+(?: [a-z]+)?)/gu,
  new RegExp(
    `(?:联系人|收件人|收货人|户名|持卡人|机主)[是为叫: ]{0,2}([${FAMILY}]\\p{Script=Han}{1,2})(?!\\p{Script=Han})`,
    'gu',
  ),
  new RegExp(
    `(?:(?<=^|[^\\p{Script=Han}]|[和请找给与跟叫是的让说位]))([${FAMILY}]\\p{Script=Han}{1,2}?)(?:先生|女士|小姐)`,
    'gu',
  ),
];

/** Weights of the first 17 digits (GB 11643). */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function isIdCard(text: string): boolean {
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return '10x98765432'[sum % 11] === text[17]?.toLowerCase();
}

/** The Luhn checksum of bank cards. One number in ten passes it by chance, so what stands before it decides too. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = Number(digits[at]);
    sum += double ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
