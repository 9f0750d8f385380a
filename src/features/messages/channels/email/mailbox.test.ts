/** Bounces and replies out of a real mailbox into the record, through the engine. Needs Dovecot and root; CI installs it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Letters, openLetters } from '../../testing/letters.ts';
import { openSmtpPeer, type SmtpPeer } from '../../testing/smtp.ts';
import { closeConnections } from './pool.ts';
import { type Dovecot, hasDovecot, openDovecot } from './testing/dovecot.ts';

if (!hasDovecot && process.env['CI']) throw new Error('CI reads a real mailbox: dovecot-imapd has to be installed');

let letters: Letters;
let smtp: SmtpPeer;
let dovecot: Dovecot;
beforeAll(async () => {
  if (!hasDovecot) return;
  [letters, smtp, dovecot] = await Promise.all([openLetters(), openSmtpPeer(), openDovecot()]);
  await letters.template();
  await dovecot.deliver(mail('<old@x>', 'old@customers.example', '很久以前的来信'));
  const settings = {
    host: '127.0.0.1',
    port: smtp.port,
    secure: false,
    from: 'care@anhe.example',
    ...dovecot.settings,
  };
  const set = await letters.world.call('PUT', '/api/w/main/channels/email', { adapter: 'smtp', settings });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  await ask();
}, 30_000);
afterAll(async () => {
  if (!hasDovecot) return;
  closeConnections();
  await Promise.all([dovecot.close(), smtp.close()]);
  await letters.world.close();
});

async function ask(): Promise<void> {
  await letters.world.sweep();
  await letters.world.drain();
}

const mail = (id: string, from: string, text: string, ...headers: string[]): string =>
  [
    `From: ${from}`,
    'To: care@anhe.example',
    `Message-ID: ${id}`,
    'Date: Tue, 24 Nov 2026 01:59:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    text,
  ].join('\r\n');

const types = async (customer: string): Promise<string[]> => {
  const { body } = await letters.world.call('GET', `/api/w/main/customers/${customer}/events`);
  return body.items.map((item: { type: string }) => item.type);
};

test.skipIf(!hasDovecot)(
  'a bounce fails the attempt and the next channel is tried; a reply answers the message',
  async () => {
    const gone = await letters.customer('M-1', { email: 'gone@customers.example' });
    const glad = await letters.customer('M-2', { email: 'glad@customers.example' });
    await letters.send([gone, glad], [{ channel: 'email' }, { channel: 'sms' }]);
    await letters.world.drain();
    const [first] = await letters.attempts(gone);
    const [second] = await letters.attempts(glad);
    await dovecot.deliver(
      mail('<b1@mx>', 'MAILER-DAEMON@mx.example', '', 'MIME-Version: 1.0').replace(
        'Content-Type: text/plain; charset=utf-8',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      ) +
        [
          '--b',
          'Content-Type: message/delivery-status',
          '',
          'Reporting-MTA: dns; mx.example',
          '',
          'Final-Recipient: rfc822; gone@customers.example',
          'Action: failed',
          'Status: 5.1.1',
          '',
          '--b',
          'Content-Type: text/rfc822-headers',
          '',
          `Message-ID: <${first?.delivery_id}@anhe.example>`,
          '--b--',
        ].join('\r\n'),
    );
    const reply = mail(
      '<r1@customers>',
      'Glad <GLAD@customers.example>',
      '很好',
      `In-Reply-To: <${second?.delivery_id}@anhe.example>`,
    );
    await dovecot.deliver(reply);
    // The same mail again, as some servers do.
    await dovecot.deliver(reply);
    await ask();
    expect((await letters.attempts(gone)).map(({ channel, state, code }) => [channel, state, code])).toEqual([
      ['email', 'failed', '5.1.1'],
      ['sms', 'refused', null],
    ]);
    expect(await letters.message(glad)).toMatchObject({ state: 'answered' });
    expect((await types(glad)).filter((type) => type === 'message_replied')).toHaveLength(1);
  },
);

test.skipIf(!hasDovecot)('the mailbox made anew is read again, and nothing is heard twice', async () => {
  const id = await letters.customer('M-3', { email: 'again@customers.example' });
  const first = mail('<a1@customers>', 'again@customers.example', '第一封');
  await dovecot.deliver(first);
  await ask();
  await dovecot.remake();
  await dovecot.deliver(first);
  await dovecot.deliver(mail('<a2@customers>', 'again@customers.example', '第二封'));
  await ask();
  expect((await types(id)).filter((type) => type === 'message_replied')).toHaveLength(2);
});

test.skipIf(!hasDovecot)(
  'what was there before is not read; a server that is away is told and asked again',
  async () => {
    const { body } = await letters.world.call('GET', '/api/w/main/channels');
    const email = body.items.find((item: { channel: string }) => item.channel === 'email');
    expect(email.asked).toMatchObject({ error: null, at: expect.any(String) });
    expect(JSON.stringify(email)).not.toContain('很久以前');
    await dovecot.close();
    await ask();
    const away = await letters.world.call('GET', '/api/w/main/channels');
    expect(away.body.items.find((item: { channel: string }) => item.channel === 'email').asked.error).toBeTruthy();
  },
);
