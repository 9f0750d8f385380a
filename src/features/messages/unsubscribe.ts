import type { Context } from '../../kit/context.ts';
import { makeToken } from './unsubscribe-token.ts';

export function unsubscribeUrl(ctx: Context, deliveryId: string): string {
  const base = (process.env['HUIXIANG_URL'] ?? 'http://localhost:8070').replace(/\/$/, '');
  return `${base}/u/${makeToken(ctx.runtime.home, ctx.workspace.id, deliveryId)}`;
}
