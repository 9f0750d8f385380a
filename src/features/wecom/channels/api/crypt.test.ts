/** Published vectors, and Tencent's own package as the other side. */
import { encrypt, getSignature } from '@wecom/crypto';
import { expect, test } from 'vitest';
import { CallbackRefused } from '../../../messages/index.ts';
import { openCallback, readXml } from './callback.ts';
import { decrypt, signatureOf } from './crypt.ts';

// developer.work.weixin.qq.com/document/path/90968, example of the address check.
const OFFICIAL = {
  keys: { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiver: 'wx5823bf96d3bd56c7' },
  timestamp: '1409659589',
  nonce: '263014780',
  echo: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
};

test('the vector of the documentation: signature and plain words', () => {
  const { keys, timestamp, nonce, echo, signature } = OFFICIAL;
  expect(signatureOf(keys.token, timestamp, nonce, echo)).toBe(signature);
  expect(decrypt(keys, echo)).toBe('1616140317555161061');
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce, echostr: echo });
  const raw = { method: 'GET', url: `https://a/c/t?${query}`, headers: {}, body: Buffer.alloc(0) };
  expect(openCallback(keys, raw, () => []).reply).toEqual({ status: 200, body: '1616140317555161061' });
});

test('the vector of WxJava (WxCryptUtilTest): another key, Chinese words', () => {
  const keys = { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', receiver: 'wxb11529c136998cb6' };
  const said = 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==';
  expect(decrypt(keys, said)).toBe('我是中文abcd123');
});

test('what the official package writes is read whatever its length; for another corp, or with another key, it is not', () => {
  const { keys } = OFFICIAL;
  for (let length = 0; length < 70; length++) {
    const said = encrypt(keys.aesKey, '好'.repeat(length), keys.receiver);
    expect(decrypt(keys, said)).toBe('好'.repeat(length));
    expect(signatureOf('t', '1', '2', said)).toBe(getSignature('t', '1', '2', said));
  }
  expect(decrypt(keys, encrypt(keys.aesKey, 'x', 'ww-another'))).toBeNull();
  expect(decrypt(keys, encrypt('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', 'x', keys.receiver))).toBeNull();
  for (const wrong of ['', 'AAAA', 'A'.repeat(64), '***']) expect(decrypt(keys, wrong)).toBeNull();
});

test('XML: no entities, no document types, whatever they would expand to', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>';
  expect(() => readXml(bomb)).toThrow(CallbackRefused);
  expect(readXml('<xml><A>&lt;b&gt;</A><B><![CDATA[<!DOCTYPE x>1&2]]></B><N>0012</N></xml>')).toEqual({
    A: '&lt;b&gt;',
    B: '<!DOCTYPE x>1&2',
    N: '0012',
  });
  for (const wrong of ['', 'x', '<xml>', '<y><A>1</A></y>', '<xml></xml'])
    expect(() => readXml(wrong)).toThrow(CallbackRefused);
});
