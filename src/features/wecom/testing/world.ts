/** A workspace connected to a stand-in, with its clock. */
import { expect } from 'vitest';
import { linkIdentities } from '../../customers/index.ts';
import { type Letters, openLetters } from '../../messages/testing/letters.ts';
import { wechatSettings, wecomSettings } from './settings.ts';
import { type Carry, openStandIn, type StandIn } from './stand-in.ts';

export interface Connected {
  readonly letters: Letters;
  readonly peer: StandIn;
  /** Local time of the workspace and of the peer. */
  at(time: string): Promise<void>;
  /** What time brings, and what follows from it. */
  tick(): Promise<void>;
  /** A customer who is a friend of a colleague, and linked. */
  friend(id: string, user?: string): Promise<string>;
  /** The address of a channel's callback, and how it is carried there. */
  readonly callback: { readonly wecom: string; readonly wechat: string };
  readonly carry: Carry;
  close(): Promise<void>;
}

export async function openConnected(part: { wecom?: object; wechat?: object } = {}): Promise<Connected> {
  let clock = '2026-11-24T10:00:00';
  const peer = await openStandIn(() => Date.parse(`${clock}+08:00`));
  const letters = await openLetters();
  await letters.template();
  const set = async (channel: 'wecom' | 'wechat', settings: object): Promise<string> => {
    const answer = await letters.world.call('PUT', `/api/w/main/channels/${channel}`, { adapter: channel, settings });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.callbackUrl;
  };
  const callback = {
    wecom: await set('wecom', wecomSettings(peer.url, { sync: false, ...part.wecom })),
    wechat: await set('wechat', wechatSettings(peer.url, part.wechat)),
  };
  return {
    letters,
    peer,
    callback,
    carry: async ({ method, url, body }) => {
      const { pathname, search } = new URL(url);
      const headers = { 'content-type': 'text/xml' };
      return (await letters.world.app.inject({ method, url: `${pathname}${search}`, headers, payload: body }))
        .statusCode;
    },
    async at(time) {
      clock = time;
      await letters.at(time);
    },
    async tick() {
      for (let n = 0; n < 2; n++) {
        await letters.world.sweep();
        await letters.world.drain();
      }
    },
    async friend(id, user = 'zhangsan') {
      peer.corp.befriend(user, `wm-${id}`);
      const customerId = await letters.customer(id);
      const ctx = await letters.ctx();
      const identity = { kind: 'wecom' as const, address: `wm-${id}`, customerId, by: 'test' };
      await ctx.tx((tx) => linkIdentities(tx, ctx.workspace.id, [identity], ctx.now));
      return customerId;
    },
    async close() {
      await letters.world.close();
      await peer.close();
    },
  };
}
