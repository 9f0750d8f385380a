/** Service chat of the stand-in (微信客服): customers write, and may be answered 48 hours and five times. */
import { type Body, type Handlers, PAGE, Refuse, said } from './refuse.ts';

export interface Desk {
  readonly handlers: Handlers;
  /** What customers got. */
  readonly got: { readonly customer: string; readonly kf: string; readonly msgid: string; readonly body: Body }[];
  /** Reads that came without the token of a bell. */
  unrung: number;
  /** She writes; returns the msgid. `menu`: she touched an entry of a menu. */
  write(kf: string, customer: string, text: string, part?: { menu?: string; body?: Body; msgtype?: string }): string;
  /** She opens the chat: a code with which one message may be said within 20 seconds. */
  enter(kf: string, customer: string, scene?: string): string;
  /** A message of ours did not arrive after all. */
  fail(msgid: string, failType: number): void;
  /** A colleague writes from her WeCom. */
  answer(kf: string, customer: string, user: string, text: string): void;
  setState(customer: string, state: number): void;
  stateOf(customer: string): number;
  /** The next read finds an empty page that says there is more. */
  hollow(): void;
}

const WINDOW = 48 * 3_600_000;

export function openDesk(now: () => number): Desk {
  const log = new Map<string, Body[]>([
    ['wk1', []],
    ['wk2', []],
  ]);
  const wrote = new Map<string, { at: number; n: number; state: number }>();
  const codes = new Map<string, { customer: string; kf: string; at: number }>();
  let counter = 0;
  let isHollow = false;
  const entries = (kf: unknown): Body[] => {
    const found = log.get(String(kf));
    if (!found) throw new Refuse(95000, 'invalid open_kfid');
    return found;
  };
  const seconds = () => Math.floor(now() / 1000);
  const push = (kf: string, entry: Body): string => {
    const msgid = `from_msgid_${++counter}`;
    entries(kf).push({ msgid, send_time: seconds(), ...entry });
    return msgid;
  };
  const check = (body: Body): void => {
    const text = (body['text'] as { content?: string } | undefined)?.content;
    if (body['msgtype'] === 'text' && Buffer.byteLength(text ?? '') > 2048)
      throw new Refuse(45002, 'content size out of limit');
    if (body['msgtype'] === 'text' && !text) throw new Refuse(44004, 'empty content');
  };

  const desk: Desk = {
    got: [],
    unrung: 0,
    write(kf, customer, text, { menu, body, msgtype = 'text' } = {}) {
      const before = wrote.get(customer);
      wrote.set(customer, { at: now(), n: 0, state: before && before.state !== 4 ? before.state : 0 });
      return push(kf, {
        open_kfid: kf,
        external_userid: customer,
        origin: 3,
        msgtype,
        [msgtype]: body ?? { content: text, ...(menu ? { menu_id: menu } : {}) },
      });
    },
    enter(kf, customer, scene = '123') {
      const code = `WELCOME_${++counter}`;
      codes.set(code, { customer, kf, at: now() });
      push(kf, {
        origin: 4,
        msgtype: 'event',
        event: {
          event_type: 'enter_session',
          open_kfid: kf,
          external_userid: customer,
          scene,
          scene_param: 'abc',
          welcome_code: code,
        },
      });
      return code;
    },
    fail(msgid, failType) {
      const sent = desk.got.find((each) => each.msgid === msgid);
      if (!sent) throw new Error(`nothing was sent as ${msgid}`);
      push(sent.kf, {
        origin: 4,
        msgtype: 'event',
        event: {
          event_type: 'msg_send_fail',
          open_kfid: sent.kf,
          external_userid: sent.customer,
          fail_msgid: msgid,
          fail_type: failType,
        },
      });
    },
    answer: (kf, customer, user, text) =>
      void push(kf, {
        open_kfid: kf,
        external_userid: customer,
        origin: 5,
        servicer_userid: user,
        msgtype: 'text',
        text: { content: text },
      }),
    setState(customer, state) {
      wrote.set(customer, { at: now(), n: 0, ...wrote.get(customer), state });
    },
    stateOf: (customer) => wrote.get(customer)?.state ?? 0,
    hollow: () => void (isHollow = true),
    handlers: {
      // path/94661
      '/cgi-bin/kf/account/list': () => ({
        account_list: [...log.keys()].map((open_kfid) => ({
          open_kfid,
          name: `客服 ${open_kfid}`,
          avatar: 'https://wework.qpic.cn/wwhead/1',
          manage_privilege: true,
        })),
      }),
      // path/94670
      '/cgi-bin/kf/sync_msg': (body) => {
        if (!body['token']) desk.unrung++;
        const all = entries(body['open_kfid']);
        const from = Number(said(body, 'cursor').replace(/^s/, '')) || 0;
        if (isHollow) {
          isHollow = false;
          // Their cursor moves although nothing is told.
          return { next_cursor: `s${from}.0`, has_more: 1, msg_list: [] };
        }
        const page = all.slice(from, from + PAGE);
        return { next_cursor: `s${from + page.length}`, has_more: from + PAGE < all.length ? 1 : 0, msg_list: page };
      },
      // path/94677
      '/cgi-bin/kf/send_msg': (body) => {
        const kf = said(body, 'open_kfid');
        entries(kf);
        check(body);
        const customer = said(body, 'touser');
        const known = wrote.get(customer);
        if (!known) throw new Refuse(40096, 'invalid external userid');
        if (known.state > 1) throw new Refuse(95018, 'session status invalid');
        if (now() - known.at >= WINDOW || known.n >= 5) throw new Refuse(95001, 'send msg count or time limit');
        known.n++;
        const msgid = said(body, 'msgid') || `MSG_ID_${++counter}`;
        if (!/^[0-9a-zA-Z_-]{1,32}$/.test(msgid)) throw new Refuse(40058, 'invalid request parameter');
        desk.got.push({ customer, kf, msgid, body });
        return { msgid };
      },
      // path/95122
      '/cgi-bin/kf/send_msg_on_event': (body) => {
        const code = codes.get(said(body, 'code'));
        if (!code || now() - code.at > 20_000) throw new Refuse(95012, 'invalid code');
        codes.delete(said(body, 'code'));
        check(body);
        const msgid = said(body, 'msgid') || `MSG_ID_${++counter}`;
        desk.got.push({ customer: code.customer, kf: code.kf, msgid, body });
        return { msgid };
      },
      // path/94669
      '/cgi-bin/kf/service_state/get': (body) => ({ service_state: desk.stateOf(said(body, 'external_userid')) }),
      '/cgi-bin/kf/service_state/trans': (body) => {
        const customer = said(body, 'external_userid');
        const to = Number(body['service_state']);
        if (desk.stateOf(customer) > to || desk.stateOf(customer) === 4)
          throw new Refuse(95016, 'invalid state change');
        if (to === 3 && !body['servicer_userid']) throw new Refuse(40058, 'invalid request parameter');
        desk.setState(customer, to);
        return { msg_code: 'MSG_CODE' };
      },
    },
  };
  return desk;
}
