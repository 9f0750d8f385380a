/** The rules that are looked at last: when the words are known, and when it is to be paid for. */
import type { Check, Decision } from '../contract-policy.ts';
import { concluded } from '../decide-policy.ts';
import { checkDuplicate, fingerprintOfWords } from './duplicate.ts';
import type { Judged, OpenGate } from './gate.ts';
import type { Claimed } from '../sending/store-attempts.ts';
import type { Worded } from '../words/words.ts';

/** There are words for this channel, every variable in them has a value, and she was not told the same of late. */
export function withWords(
  gate: OpenGate,
  each: Claimed,
  judged: Judged | undefined,
  worded: Worded | undefined,
): Decision | null {
  if (!judged || judged.decision.result !== 'send') return judged?.decision ?? null;
  const { decision } = judged;
  const refuse = (check: Check, ...before: readonly Check[]): Decision => ({
    ...decision,
    result: 'refuse',
    reason: check.rule,
    checks: [...decision.checks, ...before, check],
  });
  if (!worded) return refuse({ rule: 'words', ok: false, values: {} });
  const closed = worded.gates.find((check) => !check.ok);
  if (closed)
    return { ...decision, result: 'refuse', reason: closed.rule, checks: [...decision.checks, ...worded.gates] };
  const filled: Check = {
    rule: 'variables',
    ok: worded.missing.length === 0,
    values: { missing: worded.missing.join(', ') },
  };
  if (!filled.ok) return refuse(filled, ...worded.gates);
  const words = fingerprintOfWords(worded.stored);
  const asked = { messageId: each.message_id, words, now: gate.now };
  const twice = each.answers_at === null ? checkDuplicate(gate.policy.duplicateHours, asked, judged.told) : null;
  if (twice) return refuse(twice, ...worded.gates, filled);
  return { ...decision, checks: [...decision.checks, ...worded.gates, filled] };
}

/** The last rule: there is money for it. */
export function withBudget(
  gate: OpenGate,
  asked: Parameters<typeof concluded>[1],
  decision: Decision,
  checks: readonly Check[],
): Decision {
  return checks.length === 0 ? decision : concluded(gate, asked, [...decision.checks, ...checks]);
}
