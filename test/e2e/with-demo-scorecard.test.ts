/** The executive asks where a figure comes from: its definition, its groups, the customers of one group, and out as files that say the same. */
import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { textOf } from '../../src/kit/pdf/testing/read.ts';
import { sheetsOf } from '../../src/kit/testing/xlsx.ts';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, inviteToDemo, session } from './company.ts';
import { picture } from './picture.ts';
import { LOOKING, overflowOf, see, seeAll } from './steps.ts';

useBrowser();

/** When no earlier file has loaded the demo company, on a busy machine. */
const LOADING_MS = 500_000;
const CARD = '/w/demo/scorecards/silent-wakeup';
const SHEET = '.hx-figure-sheet';

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
  await inviteToDemo('executive');
}, LOADING_MS);
const as = () => company.logins.executive;
/** As the first scene finds it. */
let before: Awaited<ReturnType<typeof cardOf>>;

/** What the API says, to hold the screen and the files against. */
async function cardOf(page: Page) {
  const answer = await page.request.get('/api/w/demo/playbooks/silent-wakeup/scorecard');
  return answer.json();
}

async function saved(page: Page, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: '导出' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await file).path());
}

const groups = (page: Page) => page.locator(`${SHEET} .groups li`);
const rows = (page: Page) => page.locator(`${SHEET} .hx-behind li`);

scene(
  'scorecard, desk: a figure, by month, by person, one group, its customer; as PDF and workbook',
  { size: DESKTOP, as },
  async (page) => {
    await page.goto(CARD);
    const card = await cardOf(page);
    before = card;
    await page.getByRole('button', { name: card.goal.zh, exact: true }).click();
    await seeAll(page, ['怎么算', '读时注意', '拆开看', '背后的客户', /逐人读/, /干预与对照由随机数分组/], SHEET);
    // By month of entry: the groups add up to the whole.
    await groups(page).first().waitFor();
    const whole = (await groups(page).allInnerTexts()).map((text) => /干预 ([\d,]+)，对照 ([\d,]+)/.exec(text) ?? []);
    const sum = (at: number) => whole.reduce((all, found) => all + Number((found[at] ?? '0').replaceAll(',', '')), 0);
    expect([sum(1), sum(2)]).toEqual([card.matured.t, card.matured.c]);
    // The last month is small enough to be counted by hand.
    const month = await groups(page).last().getByRole('button').innerText();
    await groups(page).last().getByRole('button').click();
    await see(page, `只看 入组月份 ${month}`);
    await rows(page).first().waitFor();
    await page.waitForFunction(
      ({ where, key }) => {
        const facts = [...document.querySelectorAll(where)].map((one) => one.textContent ?? '');
        return facts.length > 0 && facts.every((text) => text.startsWith(key));
      },
      { where: `${SHEET} .hx-behind .facts`, key: month },
      LOOKING,
    );
    await page.getByRole('button', { name: '没有达成', exact: true }).click();
    await page.waitForFunction(
      (where) => !(document.querySelector(where)?.textContent ?? '').includes('达成'),
      `${SHEET} .hx-behind ul`,
      LOOKING,
    );
    await page.getByRole('group', { name: '目标' }).getByRole('button', { name: '全部', exact: true }).click();
    await page.getByRole('button', { name: '看全部' }).click();
    // By person: not drawn by chance, so described only.
    await page.getByRole('button', { name: '人员', exact: true }).click();
    await seeAll(page, ['而且不是随机分的'], SHEET);
    const person = groups(page).last();
    const name = await person.getByRole('button').innerText();
    const many = Number(/干预 (\d+)/.exec(await person.innerText())?.[1]);
    await person.getByRole('button').click();
    await see(page, `只看 人员 ${name}`);
    // As many as the group says.
    await page.waitForFunction(
      ({ where, n }) => document.querySelectorAll(where).length === n,
      {
        where: `${SHEET} .hx-behind li`,
        n: many,
      },
      LOOKING,
    );
    await picture(page, 'scorecard-rows');
    expect(await overflowOf(page)).toBe(0);
    const customer = rows(page).first().getByRole('link');
    const whom = await customer.innerText();
    await customer.click();
    await page.waitForURL(/\/customers\/[^/]+$/);
    await see(page, whom);
    // Back, and out as files.
    await page.goto(CARD);
    await see(page, '分组比例正常');
    const { diff, t, c } = card.conversion;
    const pdf = textOf(await saved(page, '下载 PDF'), inflateSync);
    const size = (n: number): string => n.toLocaleString('en-US');
    for (const words of [
      card.headline.title.zh,
      '九项指标',
      '登记的目标',
      `+${(diff * 100).toFixed(1)}个百分点`,
      `${(t.rate * 100).toFixed(1)}%`,
      `${(c.rate * 100).toFixed(1)}%`,
      `${size(card.matured.t)}/${size(card.matured.c)}`,
      '归因收入（不是因果）',
      // The interval of the registered mode, as on the screen.
      `+${(card.conversion.ci_always_valid[0] * 100).toFixed(1)}个百分点~+${(card.conversion.ci_always_valid[1] * 100).toFixed(1)}个百分点`,
    ])
      expect(pdf).toContain(String(words).replaceAll(' ', ''));
    const sheets = sheetsOf(await saved(page, '下载 Excel'));
    const line = sheets.get('九项指标')?.find((row) => row[2] === card.goal.zh) ?? [];
    expect(line.slice(0, 4)).toEqual([1, card.indicators[0].name.zh, card.goal.zh, 'share']);
    for (const figure of [t.rate, c.rate, diff, card.conversion.ci[0], t.n, c.n]) expect(line).toContain(figure);
  },
);

scene(
  'scorecard, phone, English, dark: the same by thumb',
  { size: PHONE, locale: 'en', scheme: 'dark', as },
  async (page) => {
    await page.goto(CARD);
    const card = await cardOf(page);
    await page.getByRole('button', { name: card.goal.en, exact: true }).tap();
    await seeAll(page, ['How it is computed', 'Divided', 'one by one'], SHEET);
    await page.getByRole('button', { name: 'Person', exact: true }).tap();
    await seeAll(page, [/was not drawn by chance/], SHEET);
    await groups(page).last().getByRole('button').tap();
    await see(page, /^Only Person /);
    await rows(page).first().waitFor();
    await picture(page, 'scorecard-rows-phone');
    expect(await overflowOf(page)).toBe(0);
  },
);

scene(
  'scorecard, desk: a definition changed since stands beside, not in its place',
  { size: DESKTOP, as },
  async (page) => {
    const demo = await session('demo');
    const { definition } = await demo('GET', '~/playbooks/silent-wakeup');
    await demo('POST', '~/playbooks', { definition: { ...definition, windowDays: definition.windowDays + 30 } });
    try {
      await page.goto(CARD);
      await page.getByRole('link', { name: '登记之后定义改过 1 处，重算见下方' }).click();
      await seeAll(page, [
        '按今天的定义重算',
        '未预先登记',
        `观察窗口由 ${definition.windowDays} 天 改为 ${definition.windowDays + 30} 天`,
        '保存了还没有启用',
        '以登记的数字为准',
      ]);
      const answer = await page.request.get('/api/w/demo/playbooks/silent-wakeup/scorecard/recomputed');
      const { figures } = (await answer.json()).recomputed;
      const points = (value: number): string => `+${(value * 100).toFixed(1)} 点`;
      await seeAll(page, [points(before.conversion.diff), points(figures.conversion.diff)], '#recomputed');
      await picture(page, 'scorecard-recomputed');
      expect(await overflowOf(page)).toBe(0);
    } finally {
      // As it was registered: then nothing stands beside it.
      await demo('POST', '~/playbooks', { definition });
    }
  },
);
