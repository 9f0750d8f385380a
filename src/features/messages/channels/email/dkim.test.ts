/** The way out by one click (RFC 8058), judged by a verifier that is not ours: mailauth, with a resolver that knows one key. */
import { generateKeyPairSync } from 'node:crypto';
import { authenticate } from 'mailauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptTo } from '../../testing/attempt.ts';
import { openSmtpPeer, type SmtpPeer } from '../../testing/smtp.ts';
import { openTools } from '../../testing/tools.ts';
import { emailAdapter } from './index.ts';
import { closeConnections } from './pool.ts';
import { EmailSettings } from './settings.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const record = `v=DKIM1; k=rsa; p=${keys.publicKey.toString('base64')}`;
const settings = () => ({
  host: '127.0.0.1',
  port: peer.port,
  secure: false,
  from: 'care@anhe.example',
  fromName: '安和口腔',
  bounceTo: 'bounce@anhe.example',
  dkimSelector: 'huixiang',
  dkimKey: keys.privateKey,
});

let peer: SmtpPeer;
beforeAll(async () => {
  peer = await openSmtpPeer();
});
afterAll(async () => {
  closeConnections();
  await peer.close();
});

async function resolver(name: string, type: string): Promise<string[][]> {
  if (type === 'TXT' && name === 'huixiang._domainkey.anhe.example') return [[record]];
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
}

const judged = async (source: string) =>
  (
    await authenticate(source, {
      ip: '127.0.0.1',
      helo: 'x',
      sender: 'care@anhe.example',
      resolver,
      trustReceived: false,
    })
  ).dkim.results[0];

test('the signature holds and covers both headers of the way out; changed words break it', async () => {
  const attempt = attemptTo('signed@customers.example');
  expect(await emailAdapter.send(settings(), attempt, openTools())).toMatchObject({ kind: 'accepted' });
  await expect.poll(() => peer.to('signed@customers.example').length).toBe(1);
  const [mail] = peer.to('signed@customers.example');
  const source = mail?.source ?? '';
  const result = await judged(source);
  expect(result?.status.result).toBe('pass');
  const signed = (/^DKIM-Signature:.*?\bh=([^;]+);/ims.exec(source)?.[1] ?? '').replace(/\s+/g, '').toLowerCase();
  for (const header of ['from', 'list-unsubscribe', 'list-unsubscribe-post'])
    expect(signed.split(':'), header).toContain(header);
  expect(source.match(/^List-Unsubscribe: <https:\/\/[^\s]+>\r?$/gm)).toHaveLength(1);
  expect((await judged(source.replace('One-Click', 'Two-Click')))?.status.result).not.toBe('pass');
  expect((await judged(source.replace('/u/token', '/u/other')))?.status.result).not.toBe('pass');
  // What comes back names its attempt.
  expect(mail?.from).toBe(`bounce+${attempt.deliveryId}@anhe.example`);
});

test('a key that is none, or one without its selector, is told where it is entered', () => {
  for (const wrong of [{ dkimKey: 'nonsense' }, { dkimSelector: '' }, { dkimKey: '' }]) {
    const parsed = EmailSettings.safeParse({ ...settings(), ...wrong });
    expect(parsed.error?.issues[0]?.path, JSON.stringify(wrong)).toEqual(['dkimKey']);
  }
});
