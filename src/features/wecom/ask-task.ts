/** What WeCom says of a mass message: who has confirmed it, and what became of it at each customer. (path/93338) */
import { type Client, listOf, textOf } from './channels/api/client.ts';
import { timeOf } from './channels/api/callback.ts';

const LIMIT = 1000;
/** A page that leads to itself would never end. */
const MOST_PAGES = 1000;

export interface Told {
  readonly staff: readonly { readonly userid: string; readonly confirmedAt: Date | null }[];
  /** Of the customers of those who confirmed. 0 on its way, 1 sent, 2 no friend, 3 got too many this month. */
  readonly results: readonly { readonly customer: string; readonly status: number; readonly at: Date }[];
}

export async function askTask(client: Client, msgid: string): Promise<Told> {
  const staff = (await pages(client, '/cgi-bin/externalcontact/get_groupmsg_task', { msgid }, 'task_list')).map(
    (each) => ({
      userid: textOf(each['userid']),
      confirmedAt: Number(each['status']) === 0 ? null : timeOf(each['send_time']),
    }),
  );
  const results: Told['results'][number][] = [];
  for (const { userid, confirmedAt } of staff) {
    if (!confirmedAt) continue;
    const asked = { msgid, userid };
    for (const each of await pages(client, '/cgi-bin/externalcontact/get_groupmsg_send_result', asked, 'send_list'))
      results.push({
        customer: textOf(each['external_userid']),
        status: Number(each['status']),
        at: each['send_time'] ? timeOf(each['send_time']) : confirmedAt,
      });
  }
  return { staff, results };
}

async function pages(client: Client, path: string, asked: object, list: string) {
  const found = [];
  let cursor = '';
  for (let n = 0; n < MOST_PAGES; n++) {
    const said = await client.post(path, { ...asked, limit: LIMIT, ...(cursor ? { cursor } : {}) });
    found.push(...listOf(said[list]));
    const next = textOf(said['next_cursor']);
    if (next === '' || next === cursor) break;
    cursor = next;
  }
  return found;
}
