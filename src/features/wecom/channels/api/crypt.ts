/** How WeCom signs and encrypts what it posts to us. (path/90968) */
import { createDecipheriv, createHash } from 'node:crypto';

export interface Keys {
  readonly token: string;
  readonly aesKey: string;
  /** Who a message must be for: the corp id. */
  readonly receiver: string;
}

export const isAesKey = (key: string): boolean => /^[A-Za-z0-9+/]{43}$/.test(key);

export function signatureOf(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex');
}

function aes(aesKey: string): { key: Buffer; iv: Buffer } {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  return { key, iv: key.subarray(0, 16) };
}

/** The message, or null when it was not encrypted with our key for us. */
export function decrypt({ aesKey, receiver }: Omit<Keys, 'token'>, encrypted: string): string | null {
  const { key, iv } = aes(aesKey);
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  // PKCS#7 with blocks of 32, which no cipher of Node knows.
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded[padded.length - 1] ?? 0;
  if (pad < 1 || pad > 32 || padded.length - pad < 20) return null;
  const plain = padded.subarray(0, padded.length - pad);
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length || plain.subarray(end).toString('utf8') !== receiver) return null;
  return plain.subarray(20, end).toString('utf8');
}
