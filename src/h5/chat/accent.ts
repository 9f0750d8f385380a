/** White words must be readable on it: a colour too light is darkened until they are (WCAG AA, 4.5). */
export function readableAccent(hex: string): string {
  let [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const light = (part: number): number => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  while (1.05 / (0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b) + 0.05) < 4.5) {
    [r, g, b] = [r * 0.94, g * 0.94, b * 0.94];
  }
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
