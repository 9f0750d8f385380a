/** What comes in by mail, as servers and people write it. */
import { expect, test } from 'vitest';
import { readMail } from './read-mail.ts';
import { replyOf } from './reply-text.ts';

const NOW = new Date('2026-11-24T03:00:00Z');
const ID = `dlv_${'0'.repeat(31)}1`;
const lines = (...all: string[]): Buffer => Buffer.from(all.join('\r\n'));
const read = (...all: string[]) => readMail(lines(...all), NOW);

const report = (
  kind: string,
  part: string,
  status: readonly string[],
  to = 'care@anhe.example',
  back = `<${ID}@anhe.example>`,
) =>
  read(
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Tue, 24 Nov 2026 02:00:00 +0000',
    'Message-ID: <bounce-1@mx.example>',
    'Auto-Submitted: auto-replied',
    `Content-Type: multipart/report; report-type=${kind}; boundary="b"`,
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'I am sorry.',
    '',
    '--b',
    `Content-Type: ${part}`,
    '',
    ...status,
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${back}`,
    'From: care@anhe.example',
    'To: Shen <shen@customers.example>',
    '',
    'words',
    '--b--',
  );

test('a bounce (RFC 3464) is a failure of the attempt it returns, with status and reason', async () => {
  const status = [
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; shen@customers.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1',
    ' <shen@customers.example>: user unknown',
  ];
  expect(await report('delivery-status', 'message/delivery-status', status)).toEqual([
    {
      type: 'receipt',
      key: '<bounce-1@mx.example>/0',
      deliveryId: ID,
      status: 'failed',
      at: new Date('2026-11-24T02:00:00Z'),
      code: '5.1.1',
      note: '550 5.1.1 <shen@customers.example>: user unknown',
    },
  ]);
});

test('the address it comes back to says which attempt, where the rest says nothing; a delay is no end', async () => {
  const status = (action: string) => [
    'Reporting-MTA: dns; mx',
    '',
    'Final-Recipient: rfc822; x@y.example',
    `Action: ${action}`,
    'Status: 4.4.1',
  ];
  const verp = `bounce+${ID}@anhe.example`;
  expect(await report('delivery-status', 'message/delivery-status', status('failed'), verp, '<other@x>')).toMatchObject(
    [{ deliveryId: ID, status: 'failed', code: '4.4.1' }],
  );
  expect(await report('delivery-status', 'message/delivery-status', status('delayed'), verp)).toEqual([]);
  expect(await report('delivery-status', 'message/delivery-status', status('delivered'), verp)).toMatchObject([
    { status: 'delivered' },
  ]);
  expect(
    await report('delivery-status', 'message/delivery-status', status('failed'), 'care@anhe.example', '<other@x>'),
  ).toEqual([]);
});

test('“this is spam” (RFC 5965) is a way out', async () => {
  const about = ['Feedback-Type: abuse', 'Version: 1', 'Original-Rcpt-To: <Shen@Customers.example>'];
  expect(await report('feedback-report', 'message/feedback-report', about)).toMatchObject([
    { type: 'optOut', from: 'shen@customers.example', evidence: 'spam complaint' },
  ]);
  expect(await report('feedback-report', 'message/feedback-report', ['Feedback-Type: not-spam'])).toEqual([]);
});

const mail = (headers: readonly string[], ...body: string[]) =>
  read(
    'From: =?utf-8?B?5rKI5L2z5oCh?= <Shen@Customers.Example>',
    'To: care@anhe.example',
    'Date: Tue, 24 Nov 2026 02:00:00 +0000',
    'Message-ID: <r1@customers.example>',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    ...body,
  );

test('a reply is what she wrote, without what she quotes, about the attempt it answers', async () => {
  const quoted = ['挺好的，谢谢！', '', '在 2026年11月24日，安和口腔 <care@anhe.example> 写道：', '> 您好，最近好吗？'];
  expect(await mail([`In-Reply-To: <${ID}@anhe.example>`], ...quoted)).toEqual([
    {
      type: 'inbound',
      key: '<r1@customers.example>',
      from: 'shen@customers.example',
      text: '挺好的，谢谢！',
      at: new Date('2026-11-24T02:00:00Z'),
      deliveryId: ID,
    },
  ]);
  expect(await mail([`References: <a@b> <${ID}@anhe.example>`], '退订')).toMatchObject([
    { text: '退订', deliveryId: ID },
  ]);
  expect(await mail(['Subject: unsubscribe'], '')).toMatchObject([{ text: 'unsubscribe' }]);
});

test('what a machine wrote answers nothing', async () => {
  for (const header of ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'X-Autoreply: yes', 'Return-Path: <>'])
    expect(await mail([header], '我在休假'), header).toEqual([]);
  expect(await mail(['Auto-Submitted: no'], '你好')).toHaveLength(1);
});

test('nonsense is no event and no crash', async () => {
  for (const text of [
    '',
    'x',
    '\0\0\0',
    'From: ',
    'Content-Type: multipart/report; report-type=delivery-status\r\n\r\n--b',
  ])
    expect(await readMail(Buffer.from(text), NOW), JSON.stringify(text)).toEqual([]);
});

test.each([
  ['Yes.\n\nOn Tue, 24 Nov 2026 at 10:00, Care <care@anhe.example> wrote:\n> How', 'Yes.'],
  ['好\n\n------------------ 原始邮件 ------------------\n发件人: "安和" <care@anhe.example>', '好'],
  ['好的\n-- \n沈佳怡\n电话 138', '好的'],
  ['> 只有引用', '> 只有引用'],
  ['第一行\n第二行', '第一行\n第二行'],
])('of %j she wrote %j', (text, said) => {
  expect(replyOf(text)).toBe(said);
});
