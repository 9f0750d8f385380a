import { type Colours, colours, FONT_STACK, motion, radius, size } from './tokens.ts';

const kebab = (name: string) => name.replace(/([a-z])([A-Z0-9])/g, '$1-$2').toLowerCase();

const block = (values: Record<string, string | number>, unit = '') =>
  Object.entries(values)
    .map(([name, value]) => `--${kebab(name)}:${value}${typeof value === 'number' ? unit : ''}`)
    .join(';');

/** Where the two schemes differ in kind, not only in colour: the current item of the navigation, a key on the accent. */
const scheme = (c: Colours) =>
  block({
    ...c,
    ...(c === colours.dark
      ? { navOn: c.hover, navHover: c.surface, navRing: 'none', keyOnAccent: 'rgba(15,17,43,.14)', rowHover: c.hover }
      : {
          navOn: c.surface,
          navHover: c.grid,
          navRing: `0 0 0 1px ${c.line}, ${c.shadow1}`,
          keyOnAccent: 'rgba(255,255,255,.16)',
          rowHover: c.bg,
        }),
  });

/**
 * The tokens as a style sheet. Without a choice (`data-theme` on <html>) the system decides. vite.config.ts writes it
 * into the page's head, so that the first paint already has its colours.
 */
export function tokensAsCss(): string {
  const radii = block(Object.fromEntries(Object.entries(radius).map(([k, v]) => [`radius-${kebab(k)}`, v])), 'px');
  const sizes = block(Object.fromEntries(Object.entries(size).map(([k, v]) => [`size-${k}`, v])), 'px');
  const fixed = `--font:${FONT_STACK};--ease:${motion.ease};--fast:${motion.hover};--mid:${motion.panel}`;
  return [
    `:root{color-scheme:light;${scheme(colours.light)};${radii};${sizes};${fixed}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${scheme(colours.dark)}}}`,
    // Not only on the root: the gallery shows both side by side, a preview may show the other.
    `[data-theme=dark]{color-scheme:dark;${scheme(colours.dark)}}`,
    `[data-theme=light]:not(:root){color-scheme:light;${scheme(colours.light)}}`,
    '@media (prefers-reduced-motion:reduce){:root{--fast:0ms;--mid:0ms}}',
  ].join('\n');
}
