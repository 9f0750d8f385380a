/**
 * Stands in for Aliyun SMS (dysmsapi 2017-05-25): the rules are those of its documents (55284, 102364, 101346, 2881383). Signatures are verified
 * from what was received, by code that shares nothing with ours; that the vendor's own SDK passes it shows that it is honest.
 */
import { createHash, createHmac } from 'node:crypto';
import { type Asked, fateOf, openPeer, type Said, type Taken } from './peer.ts';

export const KEY = { accessKeyId: 'LTAI-stand-in', accessKeySecret: 'stand-in-secret' };
/** Approved, with its text. */
export const TEMPLATE = { code: 'SMS_1000', text: '您好${name}，您的${thing}已完成，请回复1-5分', sign: '安和口腔' };

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

const strict = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function isSigned({ method, url, headers, body }: Asked): boolean {
  const [, id, names, given] =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    ) ?? [];
  if (id !== KEY.accessKeyId || !names || headers['x-acs-content-sha256'] !== sha(body)) return false;
  // Read as it was meant and written out anew: not every client writes a bracket the same way.
  const query = [...url.searchParams]
    .map((pair) => pair.map(strict).join('='))
    .sort()
    .join('&');
  const lines = names.split(';').map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  const canonical = `${method}\n${url.pathname}\n${query}\n${lines.join('')}\n${names}\n${sha(body)}`;
  // Everything that says what is to be done has to be under the signature.
  const all = Object.keys(headers)
    .filter((name) => name.startsWith('x-acs-'))
    .every((name) => names.split(';').includes(name));
  return (
    all &&
    given ===
      createHmac('sha256', KEY.accessKeySecret)
        .update(`ACS3-HMAC-SHA256\n${sha(canonical)}`)
        .digest('hex')
  );
}

export interface AliyunPeer {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly Taken[];
  to(phone: string): readonly Taken[];
  /** As SmsReport posts it. */
  receipt(taken: Taken, part?: { success?: boolean; code?: string }): object;
  close(): Promise<void>;
}

export async function openAliyun(): Promise<AliyunPeer> {
  const taken: Taken[] = [];
  const times = new Map<string, number[]>();
  const peer = await openPeer((asked): Said => {
    if (!isSigned(asked))
      return { status: 400, body: { Code: 'SignatureDoesNotMatch', Message: 'signature', RequestId: 'r' } };
    const age = Math.abs(Date.now() - Date.parse(asked.headers['x-acs-date'] ?? ''));
    if (!(age < 15 * 60_000))
      return { status: 400, body: { Code: 'InvalidTimeStamp.Expired', Message: 'time', RequestId: 'r' } };
    const form = new URLSearchParams(asked.body);
    const get = (name: string) => asked.url.searchParams.get(name) ?? form.get(name) ?? '';
    const action = asked.headers['x-acs-action'];
    if (action === 'QuerySendDetails') return details(get('PhoneNumber'), get('SendDate'), get('BizId'));
    if (action === 'QuerySmsTemplateList') return templates();
    if (action !== 'SendSms')
      return { status: 404, body: { Code: 'InvalidAction.NotFound', Message: action, RequestId: 'r' } };
    return send(get);
  });

  const no = (code: string, message = code): Said => ({
    status: 200,
    body: { Code: code, Message: message, RequestId: 'r' },
  });

  function send(get: (name: string) => string): Said {
    const to = get('PhoneNumbers');
    if (!/^(1\d{10}|[2-9]\d{6,14})$/.test(to)) return no('isv.MOBILE_NUMBER_ILLEGAL');
    if (get('SignName') !== TEMPLATE.sign) return no('isv.SMS_SIGNATURE_ILLEGAL');
    if (get('TemplateCode') !== TEMPLATE.code) return no('isv.SMS_TEMPLATE_ILLEGAL');
    const flaw = flawOf(get('TemplateParam'));
    if (flaw) return no(flaw);
    const fate = fateOf(to);
    if (fate === 'nobody') return no('isv.MOBILE_NUMBER_ILLEGAL');
    if (fate === 'broke') return no('isv.AMOUNT_NOT_ENOUGH');
    if (fate === 'odd') return no('isp.SYSTEM_ERROR');
    const seen = (times.get(to) ?? []).filter((at) => Date.now() - at < 24 * 3_600_000);
    if (fate === 'later' || seen.length >= 50) return no('isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:50');
    times.set(to, [...seen, Date.now()]);
    const one = {
      to,
      id: `${100_000 + taken.length}^0`,
      ours: get('OutId'),
      template: TEMPLATE.code,
      params: get('TemplateParam'),
      at: Date.now(),
    };
    taken.push(one);
    if (fate === 'lost') return { status: 0, body: '', broken: true };
    return { status: 200, body: { Code: 'OK', Message: 'OK', BizId: one.id, RequestId: 'r' } };
  }

  function flawOf(params: string): string | null {
    let given: Record<string, unknown>;
    try {
      given = JSON.parse(params || '{}');
    } catch {
      return 'isv.INVALID_JSON_PARAM';
    }
    for (const [, name = ''] of TEMPLATE.text.matchAll(/\$\{(\w+)\}/g)) {
      const value = given[name];
      if (value === undefined) return 'isv.TEMPLATE_MISSING_PARAMETERS';
      if (typeof value !== 'string') return 'isv.INVALID_JSON_PARAM';
      if (value.length > 35) return 'isv.PARAM_LENGTH_LIMIT';
      if (/https?:|www\.|\.(com|cn)\b/.test(value)) return 'isv.PARAM_NOT_SUPPORT_URL';
    }
    return null;
  }

  function details(to: string, day: string, bizId: string): Said {
    const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
    const found = taken.filter((each) => each.to === to && dayOf(each.at) === day && (!bizId || each.id === bizId));
    const rows = found.map((each) => ({
      OutId: each.ours,
      PhoneNum: to,
      SendStatus: 3,
      ErrCode: 'DELIVERED',
      TemplateCode: TEMPLATE.code,
    }));
    return {
      status: 200,
      body: { Code: 'OK', TotalCount: rows.length, SmsSendDetailDTOs: { SmsSendDetailDTO: rows } },
    };
  }

  function templates(): Said {
    const row = (templateCode: string, content: string, auditStatus: string, type: number, reason = {}) => ({
      TemplateCode: templateCode,
      TemplateName: templateCode,
      TemplateContent: content,
      AuditStatus: auditStatus,
      TemplateType: type,
      SignatureName: TEMPLATE.sign,
      Reason: reason,
    });
    const rows = [
      row(TEMPLATE.code, TEMPLATE.text, 'AUDIT_STATE_PASS', 0),
      row('SMS_1001', '新品上市，到店有礼，拒收请回复R', 'AUDIT_STATE_INIT', 1),
      row('SMS_1002', '请填写问卷${url}', 'AUDIT_STATE_NOT_PASS', 0, {
        RejectInfo: '变量不支持链接',
        RejectDate: '2026-11-20 10:00:00',
      }),
    ];
    return {
      status: 200,
      body: { Code: 'OK', CurrentPage: 1, PageSize: 50, TotalCount: rows.length, SmsTemplateList: rows },
    };
  }

  return {
    ...peer,
    taken,
    to: (phone) => taken.filter((each) => each.to === phone.replace(/^\+86/, '')),
    receipt: (each, { success = true, code = 'DELIVERED' } = {}) => ({
      phone_number: each.to,
      send_time: '2026-11-24 10:00:00',
      report_time: '2026-11-24 10:00:05',
      success,
      err_code: code,
      err_msg: success ? '用户接收成功' : '未送达',
      sms_size: '1',
      biz_id: each.id,
      out_id: each.ours,
    }),
  };
}
