/** Colleagues sign in by WeCom: by a code on the screen, or at once inside WeCom. (path/98151, path/91022, path/91023) */
import type { SignInWay } from '../access/index.ts';
import { wecomOf } from './account.ts';
import { textOf } from './channels/api/client.ts';
import { authorizeUrl, inCode } from './pages.ts';

const SCAN = 'https://login.work.weixin.qq.com/wwlogin/sso/login';

export const wecomSignIn: SignInWay = {
  name: 'wecom',
  words: { zh: '企业微信登录', en: 'Sign in with WeCom' },
  async mark(ctx) {
    const wecom = await wecomOf(ctx);
    if (!wecom) return null;
    const { corpId, agentId, baseUrl } = wecom.settings;
    return [corpId, agentId, baseUrl].join(' ');
  },
  async authorizeUrl(ctx, { back, state, userAgent }) {
    const wecom = await wecomOf(ctx);
    if (!wecom) throw new Error('WeCom is not set up');
    if (/wxwork/i.test(userAgent)) return authorizeUrl(wecom, back, state);
    const { corpId, agentId } = wecom.settings;
    const query = new URLSearchParams({
      login_type: 'CorpApp',
      appid: corpId,
      agentid: String(agentId),
      redirect_uri: back,
      state,
    });
    return `${SCAN}?${query}`;
  },
  async whoIs(ctx, code) {
    const wecom = await wecomOf(ctx);
    const userid = wecom && textOf((await inCode(wecom, code))?.['userid']);
    // WeCom takes letters in either case for the same person.
    return wecom && userid ? `${wecom.settings.corpId}/${userid.toLowerCase()}` : null;
  },
};
