/** Makes an address of the web that opens a page of a mini-program. */
import { slot } from '../../kit/slots/slot.ts';
import type { ChannelTools } from '../messages/index.ts';

export interface MiniPage {
  readonly baseUrl: string;
  readonly appId: string;
  readonly secret: string;
  readonly path: string;
  readonly query: string;
}

/** `until`: in real time; it leads nowhere afterwards. */
export type MadeUrl = { readonly url: string; readonly until: Date } | { readonly error: string };

export interface UrlMaker {
  make(page: MiniPage, tools: Pick<ChannelTools, 'cache'>): Promise<MadeUrl>;
}

export const urlMaker = slot<UrlMaker>('links.urlMaker');
