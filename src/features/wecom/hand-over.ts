/** A conversation of service chat that a colleague takes over goes to her WeCom, where the settings say so. (path/94669) */
import { on } from '../../kit/bus.ts';
import { conversationAssigned } from '../inbox/index.ts';
import { wechatOf } from './account.ts';
import { WecomError } from './channels/api/errors.ts';
import { linesOf } from './channels/wechat/settings.ts';
import { cacheKey } from './channels/wechat/window.ts';
import { useridsOf } from './store-staff.ts';

/** A person has it: the interface may not answer any more. */
const BY_A_PERSON = 3;

export const handOver = on(conversationAssigned, 'wecom.handOver', {
  select: async (_tx, _ctx, { channel, address, assigneeId }) =>
    channel === 'wechat' && address !== null && assigneeId !== null ? { address, assigneeId } : null,
  handle: async (ctx, { address, assigneeId }) => {
    const wechat = await wechatOf(ctx);
    if (wechat?.settings.answerIn !== 'wecom') return;
    const userid = (await ctx.tx((tx) => useridsOf(tx, ctx.workspace.id, [assigneeId]))).get(assigneeId);
    if (!userid) return;
    const open_kfid = (await wechat.tools.cache.get(cacheKey(address))) ?? linesOf(wechat.settings.openKfIds)[0];
    try {
      await wechat.client.post('/cgi-bin/kf/service_state/trans', {
        open_kfid,
        external_userid: address,
        service_state: BY_A_PERSON,
        servicer_userid: userid,
      });
    } catch (error) {
      // She is not on duty there, or the chat is over: it is answered from here.
      if (!(error instanceof WecomError && error.failure === 'refused')) throw error;
      ctx.runtime.log.warn({ code: error.code }, 'a conversation could not be handed over to WeCom');
    }
  },
});
