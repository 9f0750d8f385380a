import { expect, test } from 'vitest';
import { whyNoPerson } from './index.ts';

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN';

test.each([
  ['GET', PHONE, '', null],
  [
    'GET',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36 wxwork/4.1.22 MicroMessenger/7.0.1',
    '',
    null,
  ],
  ['GET', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/126.0 Safari/537.36', '', null],
  ['HEAD', PHONE, '', 'head'],
  ['GET', PHONE, 'prefetch', 'prefetch'],
  ['GET', PHONE, 'prefetch;prerender', 'prefetch'],
  ['GET', '', '', 'nameless'],
  ['GET', 'facebookexternalhit/1.1 Facebot Twitterbot/1.0', '', 'preview'],
  ['GET', 'TelegramBot (like TwitterBot)', '', 'preview'],
  ['GET', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', '', 'preview'],
  ['GET', 'WhatsApp/2.23.20.0', '', 'preview'],
  ['GET', 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_0) AppleWebKit/605.1.15 QQ-URL-Manager', '', 'preview'],
  ['GET', 'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b', '', 'scanner'],
  ['GET', 'Barracuda Sentinel (EE)', '', 'scanner'],
  ['GET', 'Mozilla/5.0', '', 'proxy'],
  ['GET', 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', '', 'proxy'],
  ['GET', 'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)', '', 'crawler'],
  ['GET', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0 Safari/537.36', '', 'crawler'],
  ['GET', 'curl/8.5.0', '', 'program'],
  ['GET', 'python-requests/2.32', '', 'program'],
])('%s %s %s: %s', (method, agent, purpose, why) => {
  expect(whyNoPerson({ method, agent, purpose })).toBe(why);
});
