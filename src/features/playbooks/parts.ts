/** The parts of a playbook document that other rooms keep: checked with the document, handed over when it is switched on. */
import type { Json } from '../../engine/flow/tree.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { FieldError } from '../../kit/errors.ts';
import { issueWords } from '../../kit/zod-words.ts';
import { checkFlow, saveFlow } from '../flows/index.ts';
import { errorsOfForms, saveForms } from '../forms/index.ts';
import { saveScripts, scriptFlaws, speechFlaws, speechVariables } from '../scripts/index.ts';
import type { PlaybookDefinition } from './contract-definition.ts';
import { playbookPart } from './part.ts';

/** All that is wrong with forms, scripts, messages and flow, each with its path in the document. */
export async function partErrors(tx: Tx, ctx: Context, definition: PlaybookDefinition): Promise<FieldError[]> {
  const document = definition as unknown as Json;
  const errors: FieldError[] = [
    ...below('forms', errorsOfForms(definition.forms, ctx.locale)),
    ...twice('scripts', definition.scripts, ctx),
    ...twice('messages', definition.messages, ctx),
  ];
  const known = new Set(questionsOf(definition));
  const variables = definition.scripts.length > 0 ? [...(await speechVariables(tx, ctx)).keys()] : [];
  for (const [index, script] of definition.scripts.entries())
    for (const { below, steps } of wordingsOf(script))
      for (const { path, words } of [
        ...scriptFlaws({ ...script, steps }, known),
        ...speechFlaws({ ...script, steps }, variables),
      ])
        errors.push({ path: `scripts.${index}.${below}${path}`, message: words[ctx.locale] });
  for (const part of ctx.runtime.slot(playbookPart)) {
    if (definition[part.key] === undefined) continue;
    const parsed = part.schema.safeParse(definition[part.key]);
    for (const issue of parsed.error?.issues ?? [])
      errors.push({ path: [part.key, ...issue.path].join('.'), message: issueWords(issue, ctx.locale) });
    if (!parsed.success) continue;
    for (const { path, words } of part.check?.(parsed.data, document, ctx.runtime) ?? [])
      errors.push({ path: `${part.key}.${path}`, message: words[ctx.locale] });
  }
  if (definition.flow) errors.push(...below('flow', await checkFlow(tx, ctx, definition.flow, document)));
  return errors;
}

function wordingsOf({ steps, variants = [] }: PlaybookDefinition['scripts'][number]) {
  return [{ below: '', steps }, ...variants.map((variant, at) => ({ below: `variants.${at}.`, steps: variant.steps }))];
}

/** A script goes with a form only where a task brings them together, so any form of the document will do. */
function questionsOf({ forms }: PlaybookDefinition): string[] {
  return forms.flatMap((form) => form.questions.map(({ id }) => id));
}

function below(part: string, errors: readonly FieldError[]): FieldError[] {
  return errors.map((error) => ({ ...error, path: `${part}.${error.path}` }));
}

function twice(part: string, items: readonly { readonly key: string }[], ctx: Context): FieldError[] {
  const words = (key: string): Words => ({
    zh: `编号「${key}」出现了两次`,
    en: `the key "${key}" stands there twice`,
  });
  return items.flatMap(({ key }, index) =>
    items.findIndex((other) => other.key === key) < index
      ? [{ path: `${part}.${index}.key`, field: 'key', message: words(key)[ctx.locale] }]
      : [],
  );
}

/** Under the playbook's key and version, where they never change again: runs and links that began with a version end with it. */
export async function publishParts(
  tx: Tx,
  ctx: Context,
  definition: PlaybookDefinition,
  version: number,
): Promise<void> {
  const owner = { playbook: definition.key, version };
  await saveForms(tx, ctx, owner, definition.forms);
  await saveScripts(tx, ctx, owner, definition.scripts);
  for (const part of ctx.runtime.slot(playbookPart)) {
    const given = definition[part.key];
    if (given !== undefined) await part.publish(tx, ctx, owner, part.schema.parse(given));
  }
  if (definition.flow) await saveFlow(tx, ctx, { flow: definition.key, version, definition: definition.flow });
}
