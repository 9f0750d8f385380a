/**
 * The one home of colour, size and type. antd's theme (theme.ts), the CSS variables (css.ts, same names), the charts
 * and the customer pages read it. Contrast ratios are against `surface`; text that carries meaning is never
 * below 4.5, marks in charts and controls never below 3. tokens.test.ts holds them to it.
 */
export const FONT_STACK =
  'Inter, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** What a colour is called in CSS: `var(--ink-2)`. */
export interface Colours {
  /** page, side navigation, canvas */
  readonly bg: string;
  /** cards, panels, top bar, fields */
  readonly surface: string;
  /** neutral tags, avatars, segmented track */
  readonly sunken: string;
  readonly hover: string;
  /** card borders, dividers between regions */
  readonly line: string;
  /** field and button borders, connectors, zero lines */
  readonly lineStrong: string;
  /** chart grid, row dividers inside a card */
  readonly grid: string;
  readonly ink: string;
  readonly ink2: string;
  /** labels, captions, placeholders: the lightest text allowed */
  readonly ink3: string;
  /** decoration only, never words */
  readonly ink4: string;
  /** the primary action, the current item, the treatment arm, focus; nothing else */
  readonly accent: string;
  readonly accentHover: string;
  readonly accentPress: string;
  /** links, text on accentSoft */
  readonly accentInk: string;
  readonly accentSoft: string;
  readonly accentSoftHover: string;
  readonly accentLine: string;
  readonly onAccent: string;
  readonly ok: string;
  readonly okSoft: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly bad: string;
  readonly badSoft: string;
  /** control arm and comparison series in every chart */
  readonly control: string;
  readonly controlInk: string;
  /** confidence band */
  readonly band: string;
  readonly shadow1: string;
  readonly shadow2: string;
}

export const light: Colours = {
  bg: '#F6F7F9',
  surface: '#FFFFFF',
  sunken: '#F1F2F5',
  hover: '#F3F4F7',
  line: '#E6E8EC',
  lineStrong: '#D3D7DE',
  grid: '#ECEEF1',
  ink: '#1A1D24',
  ink2: '#535A68',
  ink3: '#646A78',
  ink4: '#A8AEBA',
  accent: '#4353D0',
  accentHover: '#3644B8',
  accentPress: '#2C399A',
  accentInk: '#3340AE',
  accentSoft: '#EEF0FD',
  accentSoftHover: '#E3E7FB',
  accentLine: '#C7CDF6',
  onAccent: '#FFFFFF',
  ok: '#1D7A4C',
  okSoft: '#E9F5EE',
  warn: '#935800',
  warnSoft: '#FDF3E0',
  bad: '#B93427',
  badSoft: '#FCEEEB',
  control: '#8B92A0',
  controlInk: '#646A78',
  band: 'rgba(67,83,208,.13)',
  shadow1: '0 1px 2px rgba(20,24,36,.05)',
  shadow2: '0 1px 2px rgba(20,24,36,.04), 0 8px 24px -8px rgba(20,24,36,.14)',
};

export const dark: Colours = {
  bg: '#0F1115',
  surface: '#16181D',
  sunken: '#121419',
  hover: '#1C1F26',
  line: '#262A32',
  lineStrong: '#373C47',
  grid: '#22252C',
  ink: '#E8EAEF',
  ink2: '#AAB0BD',
  ink3: '#8B92A0',
  ink4: '#5A606C',
  accent: '#8E9BFF',
  accentHover: '#A5AFFF',
  accentPress: '#B1BAFF',
  accentInk: '#B1BAFF',
  accentSoft: '#20243D',
  accentSoftHover: '#282D4C',
  accentLine: '#3A4278',
  onAccent: '#11142B',
  ok: '#63C490',
  okSoft: '#16281F',
  warn: '#E0AC5A',
  warnSoft: '#2C2415',
  bad: '#F08A7D',
  badSoft: '#321C1A',
  control: '#6E7583',
  controlInk: '#8B92A0',
  band: 'rgba(142,155,255,.16)',
  shadow1: 'none',
  shadow2: '0 12px 32px -8px rgba(0,0,0,.5)',
};

export type Scheme = 'light' | 'dark';
export const colours: Record<Scheme, Colours> = { light, dark };

/** Colours of charts that are not arms. Arms are always `accent` (treatment) and `control`. */
export const chart = {
  light: {
    categories: ['#4353D0', '#0E8A93', '#B8651B', '#8A4FB0', '#5E7F2B', '#A6476B'],
    heat: ['#EEF0FD', '#C7CDF6', '#939EEA', '#6472DD', '#4353D0', '#2C399A'],
  },
  dark: {
    categories: ['#8E9BFF', '#4FBCC4', '#E0A063', '#BF94E4', '#A3C46C', '#E08FB0'],
    heat: ['#20243D', '#2F366A', '#4953A0', '#6A76CF', '#8E9BFF', '#BFC6FF'],
  },
  /** opacity of the accent for the parts of one whole, largest first */
  parts: [1, 0.62, 0.38, 0.2],
} as const;

/** Pixels. The grid is 4. */
export const size = {
  topBar: 52,
  sideNav: 208,
  rail: 56,
  panel: 336,
  record: 400,
  tabBar: 56,
  /** below this width the console is a phone: bottom tabs, cards instead of tables */
  phone: 768,
  /** below this width the side navigation folds to the rail */
  narrow: 1080,
  /** from this width on there is room for a second navigation beside the content */
  wide: 1400,
  touch: 44,
} as const;

export const radius = { tag: 4, small: 6, control: 8, node: 10, card: 12, phoneCard: 14, sheet: 16, pill: 20 } as const;
export const motion = { hover: '120ms', panel: '180ms', ease: 'cubic-bezier(.2,0,0,1)' } as const;
