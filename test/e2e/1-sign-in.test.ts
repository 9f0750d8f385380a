/** In, out and nowhere: signing in, the way back, an address that is none, a network that goes away. */
import { expect, inject } from 'vitest';
import { PHONE, scene, useBrowser } from './browser.ts';
import { overflowOf, see, signIn } from './steps.ts';

useBrowser();
const served = inject('served');

scene('refused with a reason, then let in', { signedIn: false, expected: [/401/] }, async (page) => {
  await page.goto('/');
  await see(page, '登录回响');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await see(page, '请填写邮箱');
  await signInAs(page, served.login.email, 'not-the-password');
  await page.getByRole('alert').waitFor();
  expect(page.url()).toContain('/sign-in');
  await signInAs(page, served.login.email, served.login.password);
  await page.waitForURL(/\/w\/main\//);
  await page.getByRole('navigation').getByRole('link', { name: '客户', exact: true }).waitFor();
});

scene('after signing in, back to the address asked for', { signedIn: false }, async (page) => {
  await page.goto('/w/main/customers?q=abc');
  await page.waitForURL(/\/sign-in\?return=/);
  await signInAs(page, served.login.email, served.login.password);
  await page.waitForURL(/\/w\/main\/customers\?q=abc$/);
});

scene('an ended session leads to sign-in and back', { expected: [/401/] }, async (page) => {
  await page.goto('/w/main/playbooks');
  await see(page, '沉默客户唤醒');
  await page.context().clearCookies();
  await page.goto('/w/main/scorecards');
  await page.waitForURL(/\/sign-in\?return=%2Fw%2Fmain%2Fscorecards/);
  await signInAs(page, served.login.email, served.login.password);
  await page.waitForURL(/\/w\/main\/scorecards$/);
});

scene('signing out', { signedIn: false }, async (page) => {
  await signIn(page, served.login);
  await page.goto('/w/main/welcome');
  await page.getByRole('navigation').getByRole('button', { name: '管理员' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/w/main/customers');
  await page.waitForURL(/\/sign-in\?return=/);
});

scene('an unknown address says so and shows a way on', {}, async (page) => {
  await page.goto('/w/main/no-such-page');
  await see(page, '这里没有内容');
  await page.getByRole('link', { name: '回到首页' }).click();
  await page.waitForURL(/\/w\/main\//);
  await page.goto('/w/nobody/customers');
  await see(page, '这里没有内容');
});

scene('a record that does not exist says so', { expected: [/404/] }, async (page) => {
  await page.goto('/w/main/customers/cus_00000000000000000000000000000000');
  await see(page, '这里没有内容');
});

scene(
  'a lost network is told, and forgotten when it is back',
  { expected: [/ERR_INTERNET_DISCONNECTED/] },
  async (page) => {
    await page.goto('/w/main/playbooks');
    await see(page, '沉默客户唤醒');
    await page.context().setOffline(true);
    await see(page, '网络断开了');
    await see(page, '沉默客户唤醒');
    await page.context().setOffline(false);
    await page.getByText('网络断开了').waitFor({ state: 'hidden' });
    await page.getByRole('navigation').getByRole('link', { name: '历史回放' }).click();
    await see(page, '把工作区复制一份');
  },
);

scene(
  'sign-in on a phone, in the dark, in English',
  { signedIn: false, size: PHONE, scheme: 'dark', locale: 'en' },
  async (page) => {
    await page.goto('/');
    await see(page, 'Sign in to Huixiang');
    expect(await overflowOf(page)).toBe(0);
    await signInAs(page, served.login.email, served.login.password);
    await page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('link', { name: 'Me', exact: true })
      .waitFor();
    expect(await overflowOf(page)).toBe(0);
  },
);

async function signInAs(page: Parameters<typeof see>[0], email: string, password: string): Promise<void> {
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
}
