import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { slot } from '../../kit/slots/slot.ts';

/** A way to sign in beside the password: somebody else knows who the person is. A room that speaks to it fills the slot. */
export interface SignInWay {
  /** `wecom` */
  readonly name: string;
  readonly words: Words;
  /**
   * Whom this workspace would ask, in one string (company, app, address of its API); null: nobody is set up. An administrator confirms it once. When it
   * changes, nobody is let in this way until an administrator has confirmed it again: whoever may set up channels must not be able to sign in as others.
   */
  mark(ctx: Context): Promise<string | null>;
  /** Where the browser is led to say who it is; it comes back to `back` with `code` and `state`. */
  authorizeUrl(
    ctx: Context,
    asked: { readonly back: string; readonly state: string; readonly userAgent: string },
  ): Promise<string>;
  /** Who came back: how they name her, for ever the same; null: they do not know. */
  whoIs(ctx: Context, code: string): Promise<string | null>;
}

export const signInWay = slot<SignInWay>('access.signInWay');
