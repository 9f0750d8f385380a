/** Messages to colleagues in the stand-in. (path/90236) */
import { type Body, type Handlers, Refuse, said } from './refuse.ts';

export interface Post {
  readonly handlers: Handlers;
  readonly got: { readonly user: string; readonly text: string }[];
}

const MINUTE_MOST = 30;
const HOUR_MOST = 1000;

export function openPost(now: () => number, known: () => ReadonlySet<string>): Post {
  const got: { user: string; text: string; at: number }[] = [];
  const seen = new Map<string, number>();
  return {
    got,
    handlers: {
      '/cgi-bin/message/send': (body: Body) => {
        if (!Number(body['agentid'])) throw new Refuse(40056, 'invalid agentid');
        const text = (body['text'] as { content?: string } | undefined)?.content ?? '';
        if (!text) throw new Refuse(44004, 'empty content');
        const users = said(body, 'touser').split('|').filter(Boolean);
        const valid = users.filter((user) => known().has(user));
        if (valid.length === 0) throw new Refuse(81013, 'user & party & tag all invalid');
        const invaliduser = users.filter((user) => !known().has(user)).map((user) => user.toLowerCase());
        const answer = {
          invaliduser: invaliduser.join('|'),
          invalidparty: '',
          invalidtag: '',
          unlicenseduser: '',
          msgid: `m${got.length}`,
          response_code: '',
        };
        const same = JSON.stringify(body);
        const interval = Number(body['duplicate_check_interval'] ?? 1800) * 1000;
        const isSame =
          body['enable_duplicate_check'] === 1 && now() - (seen.get(same) ?? Number.NEGATIVE_INFINITY) < interval;
        seen.set(same, now());
        // What is the same, and what is too much, is dropped without a word.
        if (isSame) return answer;
        for (const user of valid) {
          const since = (ms: number) => got.filter((each) => each.user === user && now() - each.at < ms).length;
          if (since(60_000) < MINUTE_MOST && since(3_600_000) < HOUR_MOST) got.push({ user, text, at: now() });
        }
        return answer;
      },
    },
  };
}
