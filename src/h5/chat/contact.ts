/** A small form among the lines: a phone number or an e-mail, so that an answer finds her. */
import { el } from './dom.ts';
import type { words } from './words.ts';

type Texts = (typeof words)['zh' | 'en'];

export interface Left {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

export function contactForm(t: Texts, leave: (left: Left) => Promise<unknown>, done: () => void): HTMLElement {
  const field = (name: string, label: string, type: string, autocomplete: string) =>
    el('input', { name, type, placeholder: label, 'aria-label': label, autocomplete });
  const name = field('name', t.name, 'text', 'name');
  const phone = field('phone', t.phone, 'tel', 'tel');
  const email = field('email', t.email, 'email', 'email');
  const wrong = el('p', { class: 'wrong', role: 'alert' });
  const form = el(
    'form',
    { class: 'contact', novalidate: true },
    el('p', {}, t.contact),
    name,
    phone,
    email,
    wrong,
    el('button', { type: 'submit' }, t.leave),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = { name: name.value.trim(), phone: phone.value.trim(), email: email.value.trim() };
    const left = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    leave(left).then(done, () => {
      wrong.textContent = t.wrong;
    });
  });
  return form;
}
