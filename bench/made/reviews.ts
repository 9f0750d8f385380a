/** Reviews put together from pieces: enough to measure speed where no corpus is at hand. */
const PARTS = [
  '医生很耐心，讲解也清楚',
  '等了两个小时才轮到我',
  '价格有点贵，不过效果不错',
  '物流很快，包装完好',
  '客服态度恶劣，打了三次电话都没人接',
  '房间干净整洁，早餐种类不多',
  '用了两天就坏了，退货还不给退',
  '性价比高，会推荐给朋友',
  '跟宣传的不一样，有点失望',
  '环境很好，停车不太方便',
  '孩子很喜欢这个老师',
];

/** The same texts at every call. */
export function madeReviews(count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    Array.from({ length: 1 + (at % 4) }, (_part, n) => PARTS[(at * 7 + n * 3) % PARTS.length]).join('。'),
  );
}
