import type { Context } from '../../../kit/context.ts';
import { publicUrl } from '../../../kit/public-url.ts';
import { makeToken } from './unsubscribe-token.ts';

export function unsubscribeUrl(ctx: Context, deliveryId: string): string {
  return `${publicUrl(ctx.runtime)}/u/${makeToken(ctx.runtime.home, ctx.workspace.id, deliveryId)}`;
}
