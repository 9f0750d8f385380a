/** The people of the stand-in: colleagues, their customers, tags, and what employees do with mass messages. */
import { type Handlers, pageOf, Refuse } from './refuse.ts';

export interface Follow {
  readonly user: string;
  readonly customer: string;
  name: string;
  remark: string;
  mobiles: string[];
  unionid?: string;
  state?: string;
  addWay: number;
  addedAt: number;
  tags: Set<string>;
  friend: boolean;
  /** The last who talked to her is the one who is given the task. */
  talkedAt: number;
}

interface Task {
  readonly msgid: string;
  readonly text: string;
  readonly createdAt: number;
  readonly to: readonly { readonly customer: string; readonly user: string }[];
  readonly done: Map<string, { status: number; at: number }>;
  readonly confirmed: Map<string, number>;
  cancelled: boolean;
  readonly reminders: number[];
}

export interface Corp {
  readonly handlers: Handlers;
  readonly follows: Follow[];
  readonly tasks: Task[];
  /** What arrived at customers by mass messages. */
  readonly arrived: { readonly customer: string; readonly text: string }[];
  staff(user: string, name?: string): void;
  befriend(user: string, customer: string, part?: Partial<Follow>): Follow;
  tag(id: string, name: string): void;
  tagNames(user: string, customer: string): string[];
  /** She opens WeCom and confirms; without, a task stays as it is. */
  confirm(user: string, msgid?: string): void;
  /** Messages a customer may get by mass send in a month. (path/92135, as of 2025-11-17: days of the month) */
  monthly: number;
}

export function openCorp(now: () => number): Corp {
  const staff = new Map<string, string>();
  const tags = new Map<string, string>();
  const follows: Follow[] = [];
  const tasks: Task[] = [];
  const arrived: { customer: string; text: string; at: number }[] = [];
  const seconds = () => Math.floor(now() / 1000);
  const friendsOf = (customer: string) =>
    follows.filter((each) => each.customer === customer && each.friend).sort((a, b) => b.talkedAt - a.talkedAt);
  const find = (msgid: unknown): Task => {
    const task = tasks.find((each) => each.msgid === msgid);
    if (!task) throw new Refuse(41047, 'invalid msgid');
    return task;
  };
  const findFollow = (user: unknown, customer: unknown): Follow => {
    const follow = follows.find((each) => each.user === user && each.customer === customer && each.friend);
    if (!follow) throw new Refuse(84061, 'not external contact');
    return follow;
  };
  const contact = (follow: Follow) => ({
    external_userid: follow.customer,
    name: follow.name,
    type: 1,
    avatar: 'http://p.qlogo.cn/bizmail/IcsdgagqefergqerhewSdage/0',
    gender: 1,
    ...(follow.unionid ? { unionid: follow.unionid } : {}),
  });
  const info = (follow: Follow) => ({
    userid: follow.user,
    remark: follow.remark,
    description: '',
    createtime: follow.addedAt,
    remark_mobiles: follow.mobiles,
    oper_userid: follow.user,
    add_way: follow.addWay,
    ...(follow.state ? { state: follow.state } : {}),
  });

  const corp: Corp = {
    follows,
    tasks,
    arrived,
    monthly: 30,
    staff: (user, name = user) => void staff.set(user, name),
    befriend(user, customer, part = {}) {
      if (!staff.has(user)) staff.set(user, user);
      const follow: Follow = {
        user,
        customer,
        name: customer,
        remark: '',
        mobiles: [],
        addWay: 1,
        addedAt: seconds(),
        tags: new Set(),
        friend: true,
        talkedAt: now(),
        ...part,
      };
      follows.push(follow);
      return follow;
    },
    tag: (id, name) => void tags.set(id, name),
    tagNames: (user, customer) => [...findFollow(user, customer).tags].map((id) => tags.get(id) ?? id).sort(),
    confirm(user, msgid) {
      for (const task of tasks) {
        if ((msgid && task.msgid !== msgid) || task.cancelled || task.confirmed.has(user)) continue;
        const mine = task.to.filter((each) => each.user === user);
        if (mine.length === 0) continue;
        task.confirmed.set(user, seconds());
        for (const { customer } of mine) {
          const isFriend = follows.some((each) => each.user === user && each.customer === customer && each.friend);
          const month = arrived.filter(
            (each) => each.customer === customer && now() - each.at < 30 * 86_400_000,
          ).length;
          const status = isFriend ? (month >= corp.monthly ? 3 : 1) : 2;
          task.done.set(customer, { status, at: seconds() });
          if (status === 1) arrived.push({ customer, text: task.text, at: now() });
        }
      }
    },
    handlers: {
      // path/92571
      '/cgi-bin/externalcontact/get_follow_user_list': () => ({ follow_user: [...staff.keys()] }),
      // path/90196
      '/cgi-bin/user/get': (_body, query) => {
        const user = query.get('userid') ?? '';
        if (!staff.has(user)) throw new Refuse(60111, 'userid not found');
        return { userid: user, name: staff.get(user), department: [1], status: 1 };
      },
      // path/92114
      '/cgi-bin/externalcontact/get': (_body, query) => {
        const own = follows.filter((each) => each.customer === query.get('external_userid') && each.friend);
        const [first] = own;
        if (!first) throw new Refuse(84061, 'not external contact');
        return {
          external_contact: contact(first),
          follow_user: own.map((each) => ({
            ...info(each),
            tags: [...each.tags].map((id) => ({ group_name: '标签组', tag_name: tags.get(id), tag_id: id, type: 1 })),
          })),
        };
      },
      // path/92994
      '/cgi-bin/externalcontact/batch/get_by_user': (body) => {
        const users = body['userid_list'] as string[];
        const { page, next } = pageOf(
          follows.filter((each) => users.includes(each.user) && each.friend),
          body['cursor'],
        );
        return {
          external_contact_list: page.map((each) => ({
            external_contact: contact(each),
            follow_info: { ...info(each), tag_id: [...each.tags] },
          })),
          next_cursor: next,
        };
      },
      // path/92117
      '/cgi-bin/externalcontact/get_corp_tag_list': () => ({
        tag_group: [
          {
            group_id: 'et1',
            group_name: '标签组',
            create_time: 1557838797,
            order: 1,
            tag: [...tags].map(([id, name]) => ({ id, name, create_time: 1557838797, order: 1 })),
          },
        ],
      }),
      '/cgi-bin/externalcontact/add_corp_tag': (body) => {
        const made = (body['tag'] as { name: string }[]).map(({ name }) => {
          const id = `et_${tags.size + 1}`;
          tags.set(id, name);
          return { id, name, create_time: seconds(), order: 1 };
        });
        return {
          tag_group: { group_id: 'et2', group_name: body['group_name'], create_time: seconds(), order: 1, tag: made },
        };
      },
      // path/92118
      '/cgi-bin/externalcontact/mark_tag': (body) => {
        const follow = findFollow(body['userid'], body['external_userid']);
        for (const id of (body['add_tag'] as string[] | undefined) ?? []) {
          if (!tags.has(id)) throw new Refuse(40068, 'invalid tagid');
          follow.tags.add(id);
        }
        for (const id of (body['remove_tag'] as string[] | undefined) ?? []) follow.tags.delete(id);
        return {};
      },
      // path/92135
      '/cgi-bin/externalcontact/add_msg_template': (body) => {
        const text = (body['text'] as { content?: string } | undefined)?.content ?? '';
        if (!text) throw new Refuse(44004, 'empty content');
        if (Buffer.byteLength(text) > 4000) throw new Refuse(45002, 'content size out of limit');
        const asked = (body['external_userid'] as string[] | undefined) ?? [];
        if (asked.length === 0) throw new Refuse(40058, 'invalid request parameter');
        if (asked.some((id) => !/^w[mo]/.test(id))) throw new Refuse(40096, 'invalid external userid');
        const to = asked.flatMap((customer) => {
          const user = friendsOf(customer)[0]?.user;
          return user ? [{ customer, user }] : [];
        });
        const msgid = `msgGCAAAXtWyujaWJHDDGi0mAC${String(tasks.length + 1).padStart(4, '0')}`;
        tasks.push({
          msgid,
          text,
          createdAt: now(),
          to,
          done: new Map(),
          confirmed: new Map(),
          cancelled: false,
          reminders: [],
        });
        return { fail_list: asked.filter((id) => !to.some((each) => each.customer === id)), msgid };
      },
      // path/97610
      '/cgi-bin/externalcontact/remind_groupmsg_send': (body) => {
        const { reminders } = find(body['msgid']);
        const recent = reminders.filter((at) => now() - at < 86_400_000);
        // Their page gives no number for the fourth; this is the one for "too often".
        if (recent.length >= 3) throw new Refuse(45009, 'api freq out of limit');
        reminders.push(now());
        return {};
      },
      // path/97611
      '/cgi-bin/externalcontact/cancel_groupmsg_send': (body) => {
        find(body['msgid']).cancelled = true;
        return {};
      },
      // path/93338
      '/cgi-bin/externalcontact/get_groupmsg_task': (body) => {
        const task = find(body['msgid']);
        const users = [...new Set(task.to.map((each) => each.user))];
        const { page, next } = pageOf(users, body['cursor']);
        return {
          next_cursor: next,
          task_list: page.map((userid) => {
            const at = task.confirmed.get(userid);
            return at === undefined ? { userid, status: 0 } : { userid, status: 2, send_time: at };
          }),
        };
      },
      '/cgi-bin/externalcontact/get_groupmsg_send_result': (body) => {
        const task = find(body['msgid']);
        const { page, next } = pageOf(
          task.to.filter((each) => each.user === body['userid']),
          body['cursor'],
        );
        return {
          next_cursor: next,
          send_list: page.map(({ customer, user }) => {
            const done = task.done.get(customer);
            return {
              external_userid: customer,
              chat_id: '',
              userid: user,
              status: done?.status ?? 0,
              ...(done ? { send_time: done.at } : {}),
            };
          }),
        };
      },
    },
  };
  return corp;
}
