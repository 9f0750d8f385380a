/** What the window in the frame is drawn from; written into its page by the server. */
import type { Locale, Words } from '../../engine/words.ts';

export interface ChatLook {
  readonly title: Words;
  readonly greeting: Words;
  readonly away: Words;
  readonly consent: Words;
  readonly privacyUrl: string | null;
  readonly accent: string;
  readonly side: 'left' | 'right';
  readonly askContact: boolean;
}

export interface ChatData {
  readonly site: string;
  readonly locale: Locale;
  readonly online: boolean;
  /** Only looked at, in this scheme: nothing is kept or sent. */
  readonly preview: 'light' | 'dark' | null;
  readonly look: ChatLook;
}

export interface ChatLine {
  readonly id: string;
  readonly from: 'me' | 'us';
  readonly text: string;
  readonly name: string | null;
  readonly at: string;
  readonly choices: readonly { readonly id: string; readonly text: string }[] | null;
}

export interface ChatState {
  readonly rev: string;
  readonly online: boolean;
  readonly lines: readonly ChatLine[] | null;
}

/** What the page and the frame tell each other. */
export type Told =
  | { readonly hx: 'ready'; readonly accent: string; readonly side: 'left' | 'right'; readonly title: string }
  | { readonly hx: 'open' | 'close' }
  | { readonly hx: 'unread'; readonly n: number }
  /** Where the browser gives a frame no storage, the page keeps the token in its own; null takes it out. */
  | { readonly hx: 'keep'; readonly token: string | null }
  | { readonly hx: 'token'; readonly token: string }
  | { readonly hx: 'look'; readonly look: ChatLook };
