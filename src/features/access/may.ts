import type { Context } from '../../kit/context.ts';

/** True when the caller holds the permission. `*` holds everything: the command line and the program itself. */
export function may(ctx: Context, permission: `${string}:${string}`): boolean {
  return ctx.permissions.has('*') || ctx.permissions.has(permission);
}
