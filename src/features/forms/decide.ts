import { checkForm } from '../../engine/forms/check.ts';
import type { Form } from '../../engine/forms/form.ts';
import type { Locale } from '../../engine/words.ts';

/** As a problem names a field. */
interface FormError {
  readonly path: string;
  readonly field?: string;
  readonly message: string;
}

/** All that is wrong with the forms of one document, each with its path below `forms`. */
export function errorsOfForms(forms: readonly Form[], locale: Locale): FormError[] {
  const keys = forms.map((form) => form.key);
  return forms.flatMap((form, at) => [
    ...(keys.indexOf(form.key) === at ? [] : [{ path: `${at}.key`, field: 'key', message: TWICE[locale] }]),
    ...checkForm(form).map(({ path, words }) => ({ path: `${at}.${path}`, message: words[locale] })),
  ]);
}

const TWICE = { zh: '两张表单用了同一个编号', en: 'two forms have the same key' };
