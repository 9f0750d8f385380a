/** What Tencent's codes mean for an attempt (cloud.tencent.com/document/api/382/59177). Pure. */
import type { Outcome } from '../../adapter.ts';

const CONTENT =
  /^(FailedOperation\.(TemplateIncorrectOrUnapproved|TemplateUnapprovedOrNotExist|ContainSensitiveWord|TemplateParamSetNotMatchApprovedTemplate|ParametersOtherError)|InvalidParameterValue\.(ContentLengthLimit|TemplateParameter\w*|ProhibitedUseUrlInTemplateParameter|TemplateWithDirtyWords))$/;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function outcomeOfCode(code: string, message: string, now: Date): Outcome {
  const note = message.slice(0, 300);
  // She is on the platform's list because she refused: that is a refusal for us too.
  if (code === 'FailedOperation.PhoneNumberInBlacklist')
    return { kind: 'rejected', scope: 'recipient', code, note, optOut: true };
  if (code === 'InvalidParameterValue.IncorrectPhoneNumber')
    return { kind: 'rejected', scope: 'recipient', code, note };
  if (code === 'FailedOperation.MarketingSendTimeConstraint')
    return { kind: 'throttled', code, note, retryAfterMs: untilEight(now) };
  if (/^(LimitExceeded|RequestLimitExceeded)(\.|$)/.test(code))
    return { kind: 'throttled', code, note, retryAfterMs: pauseOf(code) };
  if (CONTENT.test(code)) return { kind: 'rejected', scope: 'content', code, note };
  if (/^InternalError(\.|$)/.test(code) || code === '') return { kind: 'unknown', code: code || 'answer', note };
  // Signature, template of another account, balance, rights, clock: somebody has to mend it.
  return { kind: 'rejected', scope: 'config', code, note };
}

function pauseOf(code: string): number {
  if (/Daily/.test(code)) return 24 * HOUR;
  if (/OneHour/.test(code)) return HOUR;
  return MINUTE;
}

/** Marketing goes out from 8 to 22 o'clock of China. */
function untilEight(now: Date): number {
  const minutes = (now.getUTCHours() + 8) * 60 + now.getUTCMinutes();
  return ((((8 * 60 - minutes) % 1440) + 1440) % 1440) * MINUTE || MINUTE;
}
