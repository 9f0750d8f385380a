/** Signatures as Standard Webhooks has them: HMAC-SHA256 over `id.timestamp.body`, one per secret that is in force. */
import { createHmac, randomBytes } from 'node:crypto';

const MARK = 'whsec_';

export function newSecret(): string {
  return `${MARK}${randomBytes(32).toString('base64')}`;
}

export interface Signed {
  readonly id: string;
  /** Seconds since 1970, of the world's clock: a receiver refuses what is minutes old. */
  readonly timestamp: number;
  readonly body: string;
}

export function signatureHeaders(message: Signed, secrets: readonly string[]): Record<string, string> {
  const content = `${message.id}.${message.timestamp}.${message.body}`;
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': secrets.map((secret) => `v1,${sign(content, secret)}`).join(' '),
  };
}

function sign(content: string, secret: string): string {
  return createHmac('sha256', Buffer.from(secret.slice(MARK.length), 'base64'))
    .update(content)
    .digest('base64');
}
