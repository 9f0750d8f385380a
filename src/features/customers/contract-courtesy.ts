/** How a customer is addressed, in messages and by agents. Browser-safe. */
/** Chinese family names of two characters that are still common. */
const DOUBLE = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 南宫 端木 百里 呼延 轩辕 申屠 太史 独孤'.split(
    ' ',
  ),
);

/** As one is spoken to: 沈女士, Ms Shen. Without a known gender by the whole name. */
export function courtesyName(
  customer: { readonly name: string | null; readonly gender: string | null } | undefined,
  locale: 'zh' | 'en',
): string | null {
  const name = customer?.name?.trim();
  if (!name) return null;
  const female = /^(female|f|女)$/i.test(customer?.gender ?? '');
  const male = /^(male|m|男)$/i.test(customer?.gender ?? '');
  if (!female && !male) return name;
  if (/^\p{Script=Han}{2,4}$/u.test(name)) {
    const family = name.length > 2 && DOUBLE.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1);
    return locale === 'zh' ? `${family}${female ? '女士' : '先生'}` : `${female ? 'Ms' : 'Mr'} ${family}`;
  }
  const last = name.split(/\s+/).at(-1) ?? name;
  return locale === 'zh' ? `${last}${female ? '女士' : '先生'}` : `${female ? 'Ms' : 'Mr'} ${last}`;
}
