/** A poster's link: made, its QR code there, scanned, taken out of use and back. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { overflowOf, see } from './steps.ts';

useBrowser();
let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

for (const look of [
  { size: DESKTOP, locale: 'zh' },
  { size: PHONE, locale: 'en' },
] as const) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  const as = () => company.logins.manager;
  const name = say('前台海报', 'Poster at the counter');
  scene(`a named link, ${look.size.width} px, ${look.locale}`, { ...look, as }, async (page) => {
    await page.goto(`/w/${company.id}/links`);
    await see(page, say('链接与二维码', 'Links and QR codes'));
    await page
      .getByRole('button', { name: say('做一个链接', 'New link') })
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(say('名称', 'Name')).fill(name);
    await sheet.getByLabel(say('打开后去哪里', 'Where it leads')).fill('https://shop.example/poster');
    await page.getByRole('button', { name: say(`做好「${name}」`, `Make “${name}”`) }).click();
    const picture = page.getByRole('img', { name: say(`「${name}」的二维码`, `QR code of “${name}”`) });
    await picture.waitFor();
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(0);
    await see(page, say('还没有人扫过', 'Nobody has scanned it'));
    // A phone scans it.
    const url = await page
      .getByText(/\/l\/[\w.]+$/)
      .first()
      .innerText();
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { 'user-agent': 'Mozilla/5.0 (iPhone) MicroMessenger/8' },
    });
    expect(answer.headers.get('location')).toBe('https://shop.example/poster');
    await page.reload();
    await see(page, say('最近 60 天', 'last 60 days'));
    await picture.waitFor();
    expect(await page.locator('.chart-bar').count()).toBe(1);
    expect(await overflowOf(page)).toBe(0);
  });
}
