/** Surnames with their share per 10,000 people (rounded from the 2020 name report of the Ministry of Public Security and Shanghai usage). */
export const SURNAMES: readonly (readonly [string, number])[] = pairs(
  '王720 李705 张640 刘505 陈500 杨300 黄205 赵195 吴205 周210 徐200 孙150 马105 朱165 胡120 郭100 何105 林115 高95 罗75 ' +
    '郑90 梁70 谢75 宋75 唐75 许75 邓55 冯60 韩60 曹65 曾50 彭50 肖50 蔡60 潘60 田45 董55 袁55 于50 余50 叶55 蒋70 杜45 苏50 魏50 程55 吕45 ' +
    '丁60 沈85 任42 姚52 卢40 傅32 钟35 姜42 崔32 谭32 廖30 范42 汪48 陆75 金60 石32 戴42 贾28 韦18 夏45 邱38 方48 侯26 邹32 熊26 孟26 秦34 ' +
    '白22 江36 阎12 薛28 尹26 段22 雷22 黎20 史24 龙18 陶30 贺22 顾58 毛28 郝18 龚30 邵32 万24 钱40 严32 覃10 武18 戚8 莫16 孔20 向14 汤26 ' +
    '施34 乔14 倪28 章24 俞24 殷20 鲍14 祝12 翁12 柳10 童16 盛12 虞8 沙6 桑5 甘8 裴6 席5 管10 凌10 包10 柯8 阮7 宁6 路7 ' +
    '欧阳11 上官3 司马2 诸葛2 夏侯1 皇甫2 慕容1 尉迟1 令狐1 东方1 司徒2 公孙1',
);

function pairs(text: string): (readonly [string, number])[] {
  return text.split(' ').map((part) => {
    const name = part.replace(/\d+$/, '');
    return [name, Number(part.slice(name.length))] as const;
  });
}
