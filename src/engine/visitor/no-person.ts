/**
 * Who fetches an address without a person behind it: link previews, scanners of mails, prefetches, programs. What cannot be told apart from a
 * browser (some scanners are one) passes as a person.
 */

export const NO_PERSON = ['head', 'prefetch', 'preview', 'scanner', 'proxy', 'crawler', 'program', 'nameless'] as const;
export type NoPerson = (typeof NO_PERSON)[number];

export interface Looking {
  readonly method: string;
  readonly agent: string;
  /** `Sec-Purpose`, `Purpose`, `X-Purpose`, `X-Moz`: a page fetched before anybody asked for it. */
  readonly purpose: string;
}

/** In this order: the preview of a chat often calls itself a bot too. */
const AGENTS: readonly (readonly [NoPerson, RegExp])[] = [
  // Pictures of mails come through these; Apple's (Mail Privacy Protection) says only `Mozilla/5.0`, whether or not anybody looks.
  ['proxy', /googleimageproxy|ggpht\.com|yahoomailproxy|yahoocachesystem|^mozilla\/5\.0$/i],
  [
    'preview',
    /facebookexternalhit|facebot|meta-externalagent|whatsapp\/|telegrambot|slackbot|slack-imgproxy|discordbot|twitterbot|linkedinbot|skypeuripreview|microsoftpreview|pinterestbot|redditbot|vkshare|line-poker|kakaotalk-scrap|embedly|bitlybot|iframely|snapchat-preview|google-pagerenderer|qq-url-manager|qqshare|wechatshare|wework-?(bot|preview)|dingtalkbot|larkurl2png|lark-?bot|weibo-?bot/i,
  ],
  [
    'scanner',
    /safelinks|proofpoint|barracuda|mimecast|bingpreview|symantec|messagelabs|trendmicro|trend ?micro|forcepoint|fireeye|sophos|checkpoint|ironport|cisco-?(email|secure)|zscaler|paloalto|virustotal|urlscan|wheregoes|spamassassin|coremail|netease-?(scan|anti)|tencent-?(security|scan)|qcloud-?scan|aliyun-?(scan|security)/i,
  ],
  ['crawler', /bot\b|bots?[/;]|crawl|spider|slurp|mediapartners|uptimerobot|headlesschrome|phantomjs|lighthouse/i],
  [
    'program',
    /curl\/|wget\/|python|go-http-client|okhttp|\bjava\/|libwww|lwp::|node-fetch|undici|axios|httpclient|http_request|guzzle|postman|insomnia|^node$|^dart/i,
  ],
];

/** null: a person, as far as can be told. */
export function whyNoPerson({ method, agent, purpose }: Looking): NoPerson | null {
  if (method !== 'GET') return 'head';
  if (/prefetch|prerender|preview/i.test(purpose)) return 'prefetch';
  const name = agent.trim();
  if (name === '') return 'nameless';
  return AGENTS.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
