/** She says on the phone that she pressed the wrong star: her agent corrects the response, and what stood there stays to be seen. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, LOOKS, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

const words = (zh: string, en: string) => ({ zh, en });
/** Bound to no metric: the figures of the other walks stay as they are. */
const form = {
  key: 'cleaning-visit',
  title: words('洗牙回访', 'After the cleaning'),
  questions: [
    {
      id: 'care',
      kind: 'stars',
      title: words('这几方面，您打几颗星？', 'How many stars?'),
      required: true,
      rows: [
        { id: 'doctor', label: words('医生沟通', 'Doctor') },
        { id: 'wait', label: words('候诊时间', 'Waiting') },
      ],
    },
    {
      id: 'why',
      kind: 'single',
      title: words('候诊哪里可以更好？', 'What about the waiting?'),
      options: [
        { value: 'long', label: words('等得太久', 'Too long') },
        { value: 'silent', label: words('没人说明', 'Nobody told me') },
      ],
      when: { combinator: 'and', rules: [{ field: 'answer.care.wait', operator: '<=', value: 3 }] },
    },
  ],
};

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
  await company.ask('POST', '~/forms', { definition: form });
});

let count = 0;
/** A customer of the agent whose answer was a slip of the finger. */
async function makeAnswered(name: string): Promise<{ customer: string; response: string }> {
  const { items } = await company.ask('GET', '~/members');
  const owner = items.find((member: { email: string }) => member.email === company.logins.agent.email);
  const code = `slip-${++count}`;
  const { customerId: customer } = await company.ask('POST', '~/customers', {
    externalId: code,
    name,
    ownerId: owner.id,
  });
  const answers = { care: { doctor: 5, wait: 1 }, why: 'long' };
  const body = { form: form.key, customer, responseKey: code, answers };
  return { customer, response: (await company.ask('POST', '~/responses', body)).responseId };
}

for (const look of LOOKS) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  const as = () => company.logins.agent;

  scene(
    `a wrong answer, ${look.size.width} px, ${look.locale}: corrected, and what stood there is kept`,
    { ...look, as },
    async (page) => {
      const name = say('孟繁星', 'Meng Fanxing');
      const { customer, response } = await makeAnswered(name);
      await page.goto(`/w/${company.id}/customers/${customer}`);
      await page.getByRole('link', { name: say('洗牙回访', 'After the cleaning') }).click();
      const sheet = page.getByRole('dialog');
      await sheet.getByText(say('1 星', '1 star'), { exact: true }).waitFor();
      await sheet.getByRole('button', { name: say('更正', 'Correct') }).click();

      // Nothing changed, no reason: nothing can be sent.
      const send = sheet.getByRole('button', { name: say('更正', 'Correct') });
      expect(await send.isDisabled()).toBe(true);
      await sheet
        .getByRole('radiogroup', { name: say('候诊时间', 'Waiting') })
        .getByRole('radio', { name: '5' })
        .click();
      // A question that is not asked any more is gone at once.
      await sheet.getByText(say('候诊哪里可以更好？', 'What about the waiting?')).waitFor({ state: 'detached' });
      await see(page, say('请写明为什么更正', 'Say why it is corrected'));
      expect(await send.isDisabled()).toBe(true);
      await sheet.getByLabel(say('为什么更正', 'Why it is corrected')).fill(say('来电说手滑点错了', 'called: a slip'));
      if (look.size === DESKTOP && look.locale === 'zh') await picture(page, 'agent-correct');
      expect(await overflowOf(page)).toBe(0);
      await sheet.getByRole('button', { name: say('更正 1 处', 'Correct 1') }).click();

      await seeAll(
        page,
        [
          say('更正记录', 'Corrections'),
          say('来电说手滑点错了', 'called: a slip'),
          say('1 星 → 5 星', '1 star → 5 stars'),
          say('等得太久 → 没有答', 'Too long → no answer'),
          say('林晓彤', '林晓彤'),
        ],
        '[role=dialog]',
      );
      if (look.size === PHONE && look.locale === 'zh') await picture(page, 'agent-corrected-phone');
      const now = await company.ask('GET', `~/responses/${response}`);
      expect(now).toMatchObject({ revision: 1, answers: { care: { doctor: 5, wait: 5 } } });
      expect(now.answers.why).toBeUndefined();
    },
  );
}
