/** Elements by name, properties and children. Whatever anybody said goes in as text, never as markup. */
type Props = Readonly<Record<string, string | boolean | ((event: never) => void)>>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(key, value as EventListener);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const LINK = /https?:\/\/[^\s<>"'，。！？；、）】」]+/;

/** A text, with what looks like an address as a link that opens beside the page and tells nothing of it. */
export function textOf(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let rest = text;
  for (let found = LINK.exec(rest); found; found = LINK.exec(rest)) {
    parts.push(rest.slice(0, found.index));
    parts.push(el('a', { href: found[0], target: '_blank', rel: 'noopener noreferrer' }, found[0]));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...parts, rest];
}

/** These children in this order; those that stand right already are not touched. */
export function placeChildren(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  for (const old of Array.from(parent.children)) if (!wanted.includes(old as HTMLElement)) old.remove();
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}
