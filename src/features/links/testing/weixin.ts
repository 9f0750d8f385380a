/** A stand-in of the two addresses of WeChat that are used, by their documentation: always 200, an errcode, tokens that end. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Weixin {
  readonly url: string;
  readonly asked: { readonly path: string; readonly body: Record<string, unknown> }[];
  /** Ends the tokens it has given. */
  endTokens(): void;
  close(): Promise<void>;
}

export async function openWeixin(account: { readonly appid: string; readonly secret: string }): Promise<Weixin> {
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  const tokens = new Set<string>();
  let n = 0;
  const answer = (path: string, token: string | null, body: Record<string, unknown>): object => {
    if (path === '/cgi-bin/stable_token') {
      if (body['appid'] !== account.appid) return { errcode: 40013, errmsg: 'invalid appid' };
      if (body['secret'] !== account.secret) return { errcode: 40125, errmsg: 'invalid appsecret' };
      const access_token = `token-${++n}`;
      tokens.add(access_token);
      return { access_token, expires_in: 7200 };
    }
    if (path !== '/wxa/generate_urllink') return { errcode: 40066, errmsg: 'invalid url' };
    if (!tokens.has(token ?? '')) return { errcode: 42001, errmsg: 'access_token expired' };
    if (Number(body['expire_interval']) > 30) return { errcode: 85401, errmsg: 'time limit between 1min and 1year' };
    if (body['path'] === 'pages/none') return { errcode: 40165, errmsg: 'invalid weapp pagepath' };
    return { errcode: 0, errmsg: 'ok', url_link: `https://wxaurl.cn/Page${++n}` };
  };
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const body = JSON.parse(text || '{}') as Record<string, unknown>;
      asked.push({ path: pathname, body });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(pathname, searchParams.get('access_token'), body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    endTokens: () => tokens.clear(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
