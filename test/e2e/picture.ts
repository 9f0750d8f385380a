/** Pictures of the walks for docs/guide, taken when HUIXIANG_PICTURES says where they go: small WebP files, made by the browser itself. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { LOOKING } from './steps.ts';

const FOLDER = process.env['HUIXIANG_PICTURES'];

/** What stands on the screen now. A page that is still moving is waited for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!FOLDER) return;
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true], main .hx-bone'), undefined, LOOKING);
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
  });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  await session.detach();
  mkdirSync(resolve(FOLDER), { recursive: true });
  writeFileSync(join(resolve(FOLDER), `${name}.webp`), Buffer.from(data, 'base64'));
}
