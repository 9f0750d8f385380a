/** What Aliyun's codes mean for an attempt (help.aliyun.com, document 101346). Pure. */
import type { Outcome } from '../../adapter.ts';

const RECIPIENT = /^isv\.(MOBILE_NUMBER_ILLEGAL|NOT_SUPPORTED_COUNTRY|COUNTRY_RESTRICTED)$/;
/**
 * Words that are not allowed, or that do not fit the template. BLACK_KEY_CONTROL_LIMIT is among them: it is a forbidden word in the value
 * of a variable, not a number on a list.
 */
const CONTENT =
  /^isv\.(SMS_TEMPLATE_ILLEGAL|TEMPLATE_MISSING_PARAMETERS|TEMPLATE_PARAMS_ILLEGAL|INVALID_JSON_PARAM|PARAM_LENGTH_LIMIT|PARAM_NOT_SUPPORT_URL|BLACK_KEY_CONTROL_LIMIT|SMS_CONTENT_ILLEGAL|VARIABLE_.*)$/;
const MINUTE = 60_000;

export function outcomeOfCode(code: string, message: string, status: number): Outcome {
  const note = message.slice(0, 300);
  if (code.startsWith('isv.BUSINESS_LIMIT') || code.startsWith('Throttling'))
    return { kind: 'throttled', code, note, retryAfterMs: pauseOf(code, message) };
  if (RECIPIENT.test(code)) return { kind: 'rejected', scope: 'recipient', code, note };
  if (CONTENT.test(code)) return { kind: 'rejected', scope: 'content', code, note };
  if (code === 'isp.RAM_PERMISSION_DENY') return { kind: 'rejected', scope: 'config', code, note };
  // Signature, sign, balance, address list, quota of the account: somebody has to mend it.
  if (code.startsWith('isv.')) return { kind: 'rejected', scope: 'config', code, note };
  if (code !== '' && status >= 400 && status < 500) return { kind: 'rejected', scope: 'config', code, note };
  // isp.SYSTEM_ERROR and whatever nobody has described: it may have gone out, so the details are asked for first.
  return { kind: 'unknown', code: code || `http_${status}`, note };
}

/** "触发天级流控Permits:10", "触发小时级流控", "触发分钟级流控". */
function pauseOf(code: string, message: string): number {
  if (/天级|DAY/i.test(`${code} ${message}`)) return 24 * 60 * MINUTE;
  if (/小时级|HOUR/i.test(`${code} ${message}`)) return 60 * MINUTE;
  return MINUTE;
}
