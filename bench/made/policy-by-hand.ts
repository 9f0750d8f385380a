/** What somebody would write who needs one verdict per customer and nothing else: an SMS of the service under the default policy, at a working hour. */
import { sql } from 'kysely';
import { plainArrayOf } from '../../src/kit/db/array.ts';
import type { Tx } from '../../src/kit/db/database.ts';

export type Verdict = 'send' | 'optOut' | 'address' | 'blocked' | 'frequency';

export async function byHand(
  tx: Tx,
  workspace: string,
  ids: readonly string[],
  now: Date,
): Promise<{ readonly customer_id: string; readonly verdict: Verdict }[]> {
  const day = (days: number) => sql`((${now}::timestamptz at time zone 'Asia/Shanghai')::date - ${days - 1}::int)`;
  const since = (days: number) => sql`(${day(days)}::timestamp at time zone 'Asia/Shanghai')`;
  const { rows } = await sql<{ customer_id: string; verdict: Verdict }>`
    select c.customer_id, case
      when coalesce(not o.granted, false) then 'optOut'
      when c.phone is null then 'address'
      when exists (select 1 from contact_block b where b.workspace_id = ${workspace}
        and (b.expires_at is null or b.expires_at > ${now})
        and (b.kind = 'phone' and b.shown = c.phone or b.kind = 'email' and b.shown = c.email)) then 'blocked'
      when t.today >= 2 or t.week >= 5 then 'frequency'
      else 'send' end as verdict
    from customer c
    left join lateral (
      select granted from consent k where k.workspace_id = ${workspace} and k.customer_id = c.customer_id and k.purpose = 'service'
        and k.channel = 'sms' and k.given_at <= ${now} order by k.given_at desc, k.consent_id desc limit 1
    ) o on true
    left join lateral (
      select count(distinct d.message_id) filter (where d.contacted_at >= ${since(1)}) as today,
        count(distinct d.message_id) filter (where d.contacted_at >= ${since(7)}) as week
      from (
        select s.customer_id from customer s where s.workspace_id = ${workspace} and s.phone = c.phone
        union select s.customer_id from customer s where s.workspace_id = ${workspace} and s.email = c.email
        union select c.customer_id
      ) p
      join delivery d on d.workspace_id = ${workspace} and d.customer_id = p.customer_id and d.contacted_at >= ${since(31)} and d.counted is not null
    ) t on true
    where c.workspace_id = ${workspace} and c.customer_id = any(${plainArrayOf(ids, (id) => id)}::text[])`.execute(tx);
  return rows;
}
