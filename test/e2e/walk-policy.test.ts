/** The manager reads the contact policy in plain words, changes it and takes that back; blocks a number; asks whether somebody may be contacted; writes an opt-out down. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

const LOOKS = [
  { size: DESKTOP, locale: 'zh', scheme: 'light' },
  { size: PHONE, locale: 'en', scheme: 'dark' },
] as const;

for (const [n, look] of LOOKS.entries()) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);

  scene(`the contact policy, ${look.size.width} px, ${look.locale}`, look, async (page) => {
    await page.goto(`/w/${company.id}/settings/contact-policy`);
    await seeAll(page, [
      say('每人每天最多 1 次问卷', 'Per person a day at most 1 survey'),
      say('语音电话：09:00–12:00 和 14:00–20:00', 'Voice call: 09:00–12:00 and 14:00–20:00'),
    ]);
    const hours = page.getByLabel(say('同样的话', 'The same words'), { exact: true });
    await hours.fill('48');
    await hours.blur();
    await see(page, say('48 小时内不对同一个人说同样的话', 'The same words not twice within 48 hours'));
    await page.getByRole('button', { name: say('保存触达规则', 'Save the contact policy') }).click();
    await page.getByRole('button', { name: say('撤销这次修改', 'Undo this change') }).click();
    await see(page, say('24 小时内不对同一个人说同样的话', 'The same words not twice within 24 hours'));
    await page.getByRole('button', { name: say('算一下', 'Count'), exact: true }).click();
    await see(page, say('现在能联系', 'May be contacted now'));
    if (look.locale === 'zh') await picture(page, 'contact-policy');
    expect(await overflowOf(page)).toBe(0);

    const number = `1370000770${n}`;
    await page.goto(`/w/${company.id}/settings/contact-blocks`);
    await page.getByRole('button', { name: say('加入', 'Add'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('一行一个', 'One a line')).fill(`${number}\n${say('不是号码', 'no number')}`);
    await sheet.getByLabel(say('原因', 'Reason'), { exact: true }).fill(say('投诉', 'complained'));
    await sheet.getByRole('button', { name: say('加入黑名单', 'Block them') }).click();
    // What is no number stays in the field.
    await see(page, say('第 2 行 不是号码', 'Line 2: no number'));
    await page.keyboard.press('Escape');
    await see(page, `+86${number}`);
    const line = page.getByRole('listitem').filter({ hasText: number });
    await line.getByRole('button', { name: say('移出', 'Unblock') }).click();
    await line.getByRole('button', { name: say('撤销移出', 'Undo') }).click();
    await line.getByText(say('长期', 'until further notice')).waitFor();
    expect(await overflowOf(page)).toBe(0);

    const { customerId } = await company.ask('POST', '~/customers', {
      externalId: `policy-${n}`,
      name: say('白露', 'Bai Lu'),
      phone: number,
      email: `policy${n}@home.example`,
    });
    await page.goto(`/w/${company.id}/customers/${customerId}`);
    if (look.size === PHONE) await page.getByRole('tab').last().click();
    await page.getByRole('button', { name: say('服务', 'Service'), exact: true }).click();
    await see(page, say('在黑名单里', 'Blocked'));
    await page.getByRole('button', { name: say('全部退订', 'Opt out of everything') }).click();
    await page.getByText(say('撤回', 'Withdrawn')).nth(11).waitFor();
    expect(await overflowOf(page)).toBe(0);
  });
}
