import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptTo, describeChannel } from '../../testing/describe-channel.ts';
import { openTools } from '../../testing/tools.ts';
import { openSmtpPeer, type SmtpPeer } from '../../testing/smtp.ts';
import { htmlOf } from './html.ts';
import { closeConnections } from './pool.ts';
import { inAscii } from './compose.ts';
import { emailAdapter } from './index.ts';

let peer: SmtpPeer;
beforeAll(async () => {
  peer = await openSmtpPeer();
});
afterAll(async () => {
  closeConnections();
  await peer.close();
});
const settings = (part: object = {}) => ({
  host: '127.0.0.1',
  port: peer.port,
  secure: false,
  from: 'care@anhe.example',
  fromName: '安和口腔',
  ...part,
});
const tools = openTools();
const at = (name: string) => `${name}@customers.example`;

describeChannel({
  adapter: emailAdapter,
  settings,
  to: { good: at('good'), nobody: at('nobody'), later: at('later'), lost: at('drop'), before: at('early') },
  nowhere: () => settings({ port: 1 }),
  received: async (address) => peer.to(address).length,
});

test('a mail carries its own id, both unsubscribe headers, and its text as text', async () => {
  const attempt = attemptTo(at('reader'));
  await emailAdapter.send(settings(), attempt, tools);
  await expect.poll(() => peer.to(at('reader')).length).toBe(1);
  const mail = await simpleParser(peer.to(at('reader'))[0]?.source ?? '');
  expect(mail.messageId).toBe(`<${attempt.deliveryId}@anhe.example>`);
  expect(mail.from?.value).toMatchObject([{ name: '安和口腔', address: 'care@anhe.example' }]);
  const raw = peer.to(at('reader'))[0]?.source ?? '';
  expect(raw.match(/^List-Unsubscribe: <https:\/\/example\.com\/u\/token>\r?$/gm)).toHaveLength(1);
  expect(raw.match(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/gm)).toHaveLength(1);
  expect(mail.text).toContain('<b>一切</b>都好吗？');
  expect(mail.html).toContain('&lt;b&gt;一切&lt;/b&gt;都好吗？');
  expect(mail.html).toContain('href="https://example.com/s/abc?x=1&amp;y=2"');
});

test('a wrong password and a refused message are to be mended, not tried again', async () => {
  const wrong = settings({ user: 'care', password: 'wrong' });
  expect(await emailAdapter.send(wrong, attemptTo(at('good2')), tools)).toMatchObject({
    kind: 'rejected',
    scope: 'config',
  });
  expect(await emailAdapter.probe?.(wrong, tools)).toMatchObject({ ok: false });
  expect(await emailAdapter.probe?.(settings({ user: 'care', password: 'right' }), tools)).toMatchObject({ ok: true });
  expect(await emailAdapter.send(settings(), attemptTo(at('spam')), tools)).toMatchObject({
    kind: 'rejected',
    scope: 'content',
  });
});

test('an address no server would take is refused once, not tried again; a domain in its own script goes as ASCII', async () => {
  for (const to of ['<a@customers.example>', 'a@customers.example>'])
    expect(await emailAdapter.send(settings(), attemptTo(to), tools)).toMatchObject({
      kind: 'rejected',
      scope: 'recipient',
    });
  expect((await emailAdapter.send(settings(), attemptTo('reader@例子.example'), tools)).kind).toBe('accepted');
  expect(inAscii('reader@例子.example')).toBe('reader@xn--fsqu00a.example');
});

test('an address is one address, and words are no headers', async () => {
  const attempt = attemptTo('x,y@customers.example');
  const content = { subject: 'A\r\nBcc: evil@x.example\r\n\r\nB', text: 'C\r\n.\r\nD' };
  await emailAdapter.send(settings({ fromName: '安和"\r\nBcc: evil@x.example' }), { ...attempt, content }, tools);
  const found = () => peer.mails.find(({ source }) => source.includes(attempt.deliveryId));
  await expect.poll(found).toBeDefined();
  const mail = await simpleParser(found()?.source ?? '');
  expect(mail.bcc).toBeUndefined();
  expect(mail.subject).toMatch(/^A Bcc: evil@x\.example +B$/);
  expect(mail.from?.value).toHaveLength(1);
  expect([mail.to].flat().flatMap((to) => to?.value ?? [])).toHaveLength(1);
});

test('connections are used again', async () => {
  for (let n = 0; n < 5; n++)
    expect((await emailAdapter.send(settings(), attemptTo(at(`many${n}`)), tools)).kind).toBe('accepted');
});

test('nothing in a text becomes markup', () => {
  const html = htmlOf('<script>alert(1)</script>\n"x" & \'y\'', {
    locale: 'zh',
    sender: '<a>',
    unsubscribeUrl: 'https://a/u/"x',
  });
  expect(html).not.toContain('<script>');
  expect(html).not.toContain('<a>');
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('/u/&quot;x');
});
