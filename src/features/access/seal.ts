/** Secrets of others that must be used again, and so cannot be hashed: encrypted at rest with a key of this installation. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Runtime } from '../../kit/runtime.ts';
import { cookieSecret } from './secret.ts';

const NONCE = 12;
const TAG = 16;

/** From the installation's secret (`<home>/secret` or HUIXIANG_SECRET); each purpose has a key of its own. */
function keyFor(runtime: Runtime, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', cookieSecret(runtime.home), '', `huixiang seal ${purpose}`, 32));
}

/** AES-256-GCM; what comes out is text for a column. */
export function seal(runtime: Runtime, purpose: string, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyFor(runtime, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** null when it was sealed with another key: the secret of the installation was lost or changed. */
export function unseal(runtime: Runtime, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(runtime, purpose), bytes.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
