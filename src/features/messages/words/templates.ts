/** Message templates: kept per playbook version, checked when a document is. */
import { checkText, compileTemplate, variablesOf } from '../../../engine/template/index.ts';
import type { Json } from '../../../engine/flow/tree.ts';
import type { Words } from '../../../engine/words.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { MessageTemplate } from '../contract-definition.ts';
import { insertTemplates, type Owner } from '../store.ts';

/** Immutable per playbook, version and key: the same again changes nothing. */
export function saveTemplates(
  tx: Tx,
  ctx: Context,
  owner: Owner,
  templates: readonly MessageTemplate[],
): Promise<void> {
  return insertTemplates(tx, ctx.workspace.id, owner, templates, ctx.now);
}

export interface TemplateProblem {
  /** Below the list of messages: `0.channels.sms.text.zh`. */
  readonly path: string;
  readonly words: Words;
}

/** Every text of a template with its path. */
export function textsOf(template: MessageTemplate): { readonly path: string; readonly text: string }[] {
  return [
    ...textsIn(template.channels, 'channels'),
    ...(template.variants ?? []).flatMap(({ channels }, at) => textsIn(channels, `variants.${at}.channels`)),
  ];
}

function textsIn(channels: MessageTemplate['channels'], below: string): { path: string; text: string }[] {
  return [
    ...Object.entries(channels).flatMap(([channel, texts]) =>
      Object.entries(texts ?? {})
        .filter(([field]) => field !== 'template')
        .flatMap(([field, words]) =>
          Object.entries(words as Words).map(([locale, text]) => ({
            path: `${below}.${channel}.${field}.${locale}`,
            text: text as string,
          })),
        ),
    ),
    ...Object.entries(channels.sms?.template?.values ?? {}).map(([name, text]) => ({
      path: `${below}.sms.template.values.${name}`,
      text,
    })),
  ];
}

/** A variant is tried on the same channels, or it would be the channel that is tried. */
function channelFlaws({ channels, variants = [] }: MessageTemplate): TemplateProblem[] {
  const kinds = (of: object): string => Object.keys(of).sort().join(', ');
  return variants.flatMap((variant, at) =>
    kinds(variant.channels) === kinds(channels)
      ? []
      : [
          {
            path: `variants.${at}.channels`,
            words: {
              zh: `变体的渠道要和原文一样：${kinds(channels)}`,
              en: `a variant has words for the same channels: ${kinds(channels)}`,
            },
          },
        ],
  );
}

/** The words a customer gets: of her variant, or those in force. */
export function wordsFor(
  template: MessageTemplate | undefined,
  variant: string | null,
): MessageTemplate['channels'] | undefined {
  return variant === 'b' ? (template?.variants?.[0]?.channels ?? template?.channels) : template?.channels;
}

/** What is wrong with well-formed templates, given the whole playbook document and the names of the variables there are. Pure. */
export function checkTemplates(
  templates: readonly MessageTemplate[],
  document: Json,
  variables: readonly string[],
): TemplateProblem[] {
  const forms = keysOf(document['forms']);
  return templates.flatMap((template, at) => [
    ...(template.form !== undefined && !forms.includes(template.form)
      ? [
          {
            path: `${at}.form`,
            words: {
              zh: `方案里没有表单「${template.form}」`,
              en: `the playbook has no form "${template.form}"`,
            },
          },
        ]
      : []),
    ...channelFlaws(template).map((flaw) => ({ ...flaw, path: `${at}.${flaw.path}` })),
    ...textsOf(template).flatMap(({ path, text }) =>
      checkText(text, variables).map((words) => ({ path: `${at}.${path}`, words })),
    ),
    ...(usesLink(template) && template.form === undefined
      ? [
          {
            path: `${at}.form`,
            words: {
              zh: '用了问卷变量，要写明是哪张表单',
              en: 'it asks a survey and has to name the form',
            },
          },
        ]
      : []),
  ]);
}

/** `{{survey.link}}`, `{{survey.code}}`, `{{survey.ask}}`. */
const SURVEY = /^survey\./;

const usesLink = (template: MessageTemplate): boolean =>
  textsOf(template).some(({ text }) =>
    variablesOf(compileTemplate(text).template).some((variable) => SURVEY.test(variable.path)),
  );

function keysOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map((each) => String((each as { key?: unknown } | null)?.key)) : [];
}
