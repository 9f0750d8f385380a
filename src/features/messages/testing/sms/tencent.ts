/** Stands in for Tencent Cloud SMS (2021-01-11), by its documents (api/382/55981, 59177, 59178, 382/3771). */
import { createHash, createHmac } from 'node:crypto';
import { type Asked, fateOf, openPeer, type Said, type Taken } from './peer.ts';

export const KEY = { secretId: 'AKID-stand-in', secretKey: 'stand-in-secret' };
export const APP = '1400006666';
export const TEMPLATE = { id: '449739', params: 2, sign: '安和口腔' };

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The SDK signs the host without its port and takes the service from its first label: what was signed is what the header says. */
function isSigned({ method, url, headers, body }: Asked): boolean {
  const [, id, day, service, names, given] =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/([^/]+)\/tc3_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    ) ?? [];
  const timestamp = headers['x-tc-timestamp'] ?? '';
  if (id !== KEY.secretId || !day || !service || !names) return false;
  if (day !== new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)) return false;
  const key = mac(mac(mac(`TC3${KEY.secretKey}`, day), service), 'tc3_request');
  return [url.host, url.hostname].some((host) => {
    const valueOf = (name: string) => {
      const value = name === 'host' ? host : (headers[name] ?? '');
      return name === 'x-tc-action' ? value.toLowerCase() : value;
    };
    const lines = names.split(';').map((name) => `${name}:${valueOf(name)}\n`);
    const canonical = [method, '/', '', lines.join(''), names, sha(body)].join('\n');
    const text = ['TC3-HMAC-SHA256', timestamp, `${day}/${service}/tc3_request`, sha(canonical)].join('\n');
    return mac(key, text).toString('hex') === given;
  });
}

export interface TencentPeer {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly Taken[];
  /** Fetched once, then gone. */
  readonly pulls: { receipts: object[]; replies: object[] };
  to(phone: string): readonly Taken[];
  receipt(taken: Taken, ok?: boolean): object;
  close(): Promise<void>;
}

export async function openTencent(): Promise<TencentPeer> {
  const taken: Taken[] = [];
  const last = new Map<string, { text: string; at: number }>();
  const pulls: TencentPeer['pulls'] = { receipts: [], replies: [] };
  const good = (response: object): Said => ({ status: 200, body: { Response: { ...response, RequestId: 'r' } } });
  const bad = (Code: string, Message = Code): Said => good({ Error: { Code, Message } });
  const peer = await openPeer((asked): Said => {
    if (!isSigned(asked)) return bad('AuthFailure.SignatureFailure');
    if (Math.abs(Date.now() / 1000 - Number(asked.headers['x-tc-timestamp'])) > 300)
      return bad('AuthFailure.SignatureExpire');
    if (!asked.headers['x-tc-region']) return bad('MissingParameter');
    const body = JSON.parse(asked.body) as Record<string, never>;
    switch (asked.headers['x-tc-action']) {
      case 'SendSms':
        return send(body as unknown as SendBody);
      case 'PullSmsSendStatus':
        return good({ PullSmsSendStatusSet: pulls.receipts.splice(0) });
      case 'PullSmsReplyStatus':
        return good({ PullSmsReplyStatusSet: pulls.replies.splice(0) });
      case 'PullSmsSendStatusByPhoneNumber':
        return good({ PullSmsSendStatusSet: [] });
      case 'DescribeSendRecordList':
        return records(body as unknown as RecordBody);
      case 'DescribeSmsTemplateList':
        return good({
          DescribeTemplateStatusSet: [
            {
              TemplateId: 449739,
              StatusCode: 0,
              International: 0,
              TemplateName: '回访',
              TemplateContent: '{1}您好，{2}已完成',
              ReviewReply: '',
            },
          ],
        });
      default:
        return bad('InvalidAction');
    }
  });

  interface SendBody {
    readonly PhoneNumberSet: readonly string[];
    readonly SmsSdkAppId: string;
    readonly SignName?: string;
    readonly TemplateId: string;
    readonly TemplateParamSet?: readonly string[];
    readonly SessionContext?: string;
  }
  interface RecordBody {
    readonly PhoneNumber: string;
    readonly BeginTime: number;
    readonly EndTime: number;
  }

  function send(body: SendBody): Said {
    if (body.SmsSdkAppId !== APP) return bad('UnauthorizedOperation.SmsSdkAppIdVerifyFail');
    const one = (to: string) => {
      const status = (Code: string, SerialNo = '', Fee = 0) => ({
        SerialNo,
        PhoneNumber: to,
        Fee,
        SessionContext: body.SessionContext ?? '',
        Code,
        Message: Code,
        IsoCode: 'CN',
      });
      if (!/^\+\d{8,15}$/.test(to)) return status('InvalidParameterValue.IncorrectPhoneNumber');
      if (body.SignName !== TEMPLATE.sign) return status('FailedOperation.SignatureIncorrectOrUnapproved');
      if (body.TemplateId !== TEMPLATE.id) return status('FailedOperation.TemplateIncorrectOrUnapproved');
      const params = body.TemplateParamSet ?? [];
      if (params.length !== TEMPLATE.params) return status('FailedOperation.TemplateParamSetNotMatchApprovedTemplate');
      if (params.some((each) => /https?:/.test(each)))
        return status('InvalidParameterValue.ProhibitedUseUrlInTemplateParameter');
      const fate = fateOf(to);
      if (fate === 'nobody') return status('InvalidParameterValue.IncorrectPhoneNumber');
      if (fate === 'black') return status('FailedOperation.PhoneNumberInBlacklist');
      if (fate === 'broke') return status('FailedOperation.InsufficientBalanceInSmsPackage');
      if (fate === 'odd') return status('InternalError.Timeout');
      const text = params.join('|');
      const before = last.get(to);
      if (fate === 'later' || (before?.text === text && Date.now() - before.at < 30_000))
        return status('LimitExceeded.PhoneNumberThirtySecondLimit');
      last.set(to, { text, at: Date.now() });
      const each = { to, id: `2433:${1000 + taken.length}`, ours: body.SessionContext ?? '', params, at: Date.now() };
      taken.push(each);
      return status('Ok', each.id, 1);
    };
    const statuses = body.PhoneNumberSet.map(one);
    if (body.PhoneNumberSet.some((to) => fateOf(to) === 'lost')) return { status: 0, body: '', broken: true };
    return good({ SendStatusSet: statuses });
  }

  function records({ PhoneNumber, BeginTime, EndTime }: RecordBody): Said {
    const found = taken.filter(({ to, at }) => to === PhoneNumber && at / 1000 >= BeginTime && at / 1000 <= EndTime);
    return good({
      TotalCount: found.length,
      SendRecordSet: found.map(({ id, at }) => ({
        PhoneNumber,
        SerialNo: id,
        SendStatus: 2,
        SendTime: Math.floor(at / 1000),
      })),
    });
  }

  return {
    ...peer,
    taken,
    pulls,
    to: (phone) => taken.filter((each) => each.to === phone),
    receipt: ({ to, id }, ok = true) => ({
      user_receive_time: '2026-11-24 10:00:04',
      nationcode: '86',
      mobile: to.replace(/^\+86/, ''),
      report_status: ok ? 'SUCCESS' : 'FAIL',
      errmsg: ok ? 'DELIVRD' : 'MK:0001',
      description: ok ? '用户短信送达成功' : '空号',
      sid: id,
    }),
  };
}
