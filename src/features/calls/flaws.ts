/** What is wrong with the call flows of a playbook, given the whole document. Pure. */
import { checkSteps } from '../../engine/callflow/index.ts';
import type { Form } from '../../engine/forms/form.ts';
import { checkText } from '../../engine/template/index.ts';
import type { Json } from '../../engine/flow/tree.ts';
import type { Words } from '../../engine/words.ts';
import { asSteps, type CallDefinition } from './contract-definition.ts';

export interface CallPartFlaw {
  /** Below the part: `0.steps.2.words`. */
  readonly path: string;
  readonly words: Words;
}

interface MessageLike {
  readonly key?: string;
  readonly form?: string;
  readonly channels?: { readonly voice?: unknown };
}

export function flawsOfCalls(
  calls: readonly CallDefinition[],
  document: Json,
  variables: readonly string[],
): CallPartFlaw[] {
  const messages = (document['messages'] ?? []) as readonly MessageLike[];
  const forms = (document['forms'] ?? []) as readonly Form[];
  return calls.flatMap(({ message, steps }, at) => {
    const found = messages.find(({ key }) => key === message);
    const told: CallPartFlaw[] = [];
    const tell = (zh: string, en: string): void => void told.push({ path: `${at}.message`, words: { zh, en } });
    if (!found) tell(`方案里没有消息「${message}」`, `the playbook has no message "${message}"`);
    else if (!found.channels?.voice)
      tell(`消息「${message}」没有写语音电话的话`, `the message "${message}" has no words for telephones`);
    if (calls.findIndex((each) => each.message === message) < at)
      tell(`消息「${message}」的电话流程写了两份`, `there are two call flows for the message "${message}"`);
    const form = forms.find(({ key }) => key === found?.form) ?? null;
    return [
      ...told,
      ...checkSteps(asSteps(steps), form).map(({ step, field, words }) => ({
        path: `${at}.steps.${step}.${field}`,
        words,
      })),
      ...steps.flatMap((step, n) =>
        wordFlaws(step, variables).map((flaw) => ({ ...flaw, path: `${at}.steps.${n}.${flaw.path}` })),
      ),
    ];
  });
}

export function wordFlaws({ words }: CallDefinition['steps'][number], variables: readonly string[]): CallPartFlaw[] {
  if (!words) return [];
  return (['zh', 'en'] as const).flatMap((locale) =>
    checkText(words[locale], variables).map((flaw) => ({ path: `words.${locale}`, words: flaw })),
  );
}

/** Nobody can follow a link in a call, and its form is asked by its steps. */
export const mayBeSpoken = (variable: string): boolean => !/^(survey|optout)\./.test(variable);
