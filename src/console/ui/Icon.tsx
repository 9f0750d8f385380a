import type { ReactNode } from 'react';

/** 16 × 16, stroke 1.6, drawn for this console. Another icon is one line here. */
const shapes = {
  logo: <path d="M2 8h1.6M5.2 5.2v5.6M8 2.8v10.4M10.8 5.2v5.6M12.4 8H14" />,
  home: (
    <>
      <path d="M2.5 7 8 2.5 13.5 7v6a.7.7 0 0 1-.7.7H3.2a.7.7 0 0 1-.7-.7z" />
      <path d="M6.3 13.5V9.4h3.4v4.1" />
    </>
  ),
  task: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2.5" />
      <path d="m5.5 8 1.8 1.8 3.4-3.6" />
    </>
  ),
  chat: (
    <path d="M13.5 7.6c0 2.8-2.5 5-5.5 5-.8 0-1.5-.1-2.2-.4L2.7 13l.9-2.6A4.7 4.7 0 0 1 2.5 7.6c0-2.8 2.5-5 5.5-5s5.5 2.2 5.5 5z" />
  ),
  customers: (
    <>
      <circle cx="6.2" cy="5.6" r="2.4" />
      <path d="M1.8 13c.4-2.3 2.2-3.6 4.4-3.6s4 1.3 4.4 3.6" />
      <path d="M10.4 3.4a2.4 2.4 0 0 1 0 4.4M12 9.7c1.3.6 2 1.7 2.3 3.3" />
    </>
  ),
  playbook: (
    <>
      <circle cx="4" cy="4" r="1.6" />
      <circle cx="12" cy="12" r="1.6" />
      <path d="M5.6 4h4.2a2 2 0 0 1 0 4H6.2a2 2 0 0 0 0 4h4.2" />
    </>
  ),
  form: (
    <>
      <rect x="3" y="2.3" width="10" height="11.4" rx="1.5" />
      <path d="M5.5 5.5h5M5.5 8h5M5.5 10.5h3" />
    </>
  ),
  bolt: <path d="M8.8 2 3.6 9h3.8L7 14l5.4-7.2H8.5z" />,
  book: (
    <>
      <path d="M3 3.2c0-.5.4-.9.9-.9H12a1 1 0 0 1 1 1v9.4H4.4A1.4 1.4 0 0 0 3 13.9z" />
      <path d="M3 13c0 .5.5.9 1 .9h9M6 5.5h4" />
    </>
  ),
  scorecard: (
    <>
      <path d="M2.5 4h7M4.5 8h9M3.5 12h6" />
      <g fill="currentColor">
        <circle cx="6" cy="4" r="1.1" />
        <circle cx="9.5" cy="8" r="1.1" />
        <circle cx="6.5" cy="12" r="1.1" />
      </g>
    </>
  ),
  report: (
    <>
      <path d="M2.5 13.5h11" />
      <path d="M4.5 11V8M8 11V3.5M11.5 11V6" />
    </>
  ),
  insight: (
    <>
      <path d="M5.8 11.2C4.6 10.3 4 9.2 4 7.6A4 4 0 0 1 8 3.5a4 4 0 0 1 4 4.1c0 1.6-.6 2.7-1.8 3.6z" />
      <path d="M6.3 13.6h3.4" />
    </>
  ),
  settings: (
    <>
      <circle cx="8" cy="8" r="2" />
      <path d="M8 2v1.6M8 12.4V14M2 8h1.6M12.4 8H14M3.8 3.8l1.1 1.1M11.1 11.1l1.1 1.1M3.8 12.2l1.1-1.1M11.1 4.9l1.1-1.1" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.2 3.2" />
    </>
  ),
  filter: <path d="M2.5 4.2h11M4.5 8h7M6.5 11.8h3" />,
  phone: (
    <path d="M5.7 2.7 4 2.6c-.8 0-1.5.7-1.4 1.5.4 4.8 4.5 8.9 9.3 9.3.8.1 1.5-.6 1.5-1.4l-.1-1.7-2.7-1.2-1.3 1.3c-1.3-.7-2.4-1.8-3.1-3.1l1.2-1.3z" />
  ),
  wecom: (
    <>
      <path d="M10.6 6.2C10.3 4 8.4 2.7 6.3 2.7 3.9 2.7 2 4.3 2 6.4c0 1.2.6 2.2 1.6 2.9l-.4 1.4 1.6-.8c.5.1 1 .2 1.5.2" />
      <path d="M14 10.1c0-1.7-1.6-3-3.5-3S7 8.4 7 10.1s1.6 3 3.5 3c.4 0 .8-.1 1.2-.2l1.4.7-.4-1.2c.8-.5 1.3-1.4 1.3-2.3z" />
    </>
  ),
  mail: (
    <>
      <rect x="2.2" y="3.5" width="11.6" height="9" rx="1.6" />
      <path d="m2.8 4.6 5.2 4 5.2-4" />
    </>
  ),
  right: <path d="m6 4 4 4-4 4" />,
  left: <path d="m10 3.5-4.5 4.5 4.5 4.5" />,
  down: <path d="m4 6 4 4 4-4" />,
  up: <path d="m4 10 4-4 4 4" />,
  undo: <path d="M5.5 3.5l-3 3 3 3M2.5 6.5h7a3.5 3.5 0 0 1 0 7H6" />,
  arrowUp: <path d="M8 13V3M4 7l4-4 4 4" />,
  arrowDown: <path d="M8 3v10M4 9l4 4 4-4" />,
  alarm: (
    <>
      <circle cx="8" cy="8.6" r="5" />
      <path d="M6.3 6.8h3.2l-3.2 3.7h3.2M2.3 4.3l2-1.8M13.7 4.3l-2-1.8" />
    </>
  ),
  swap: <path d="M3 5.5h9.5L10 3M13 10.5H3.5L6 13" />,
  check: <path d="m3.5 8.4 3 3 6-6.6" />,
  branch: (
    <>
      <circle cx="4.5" cy="3.6" r="1.5" />
      <circle cx="4.5" cy="12.4" r="1.5" />
      <circle cx="11.5" cy="5.6" r="1.5" />
      <path d="M4.5 5.1v5.8M11.5 7.1c0 2.2-2.6 2.4-5 2.9" />
    </>
  ),
  calendar: (
    <>
      <rect x="2.5" y="3.5" width="11" height="10" rx="1.8" />
      <path d="M2.5 6.8h11M5.5 2.2v2.5M10.5 2.2v2.5" />
    </>
  ),
  star: <path d="m8 2.3 1.8 3.6 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z" />,
  info: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 7.4v3.4M8 5.2v.1" />
    </>
  ),
  flask: <path d="M6.3 2.5h3.4M7 2.5v4l-3.7 6a.8.8 0 0 0 .7 1.2h8a.8.8 0 0 0 .7-1.2L9 6.5v-4M5 10h6" />,
  download: <path d="M8 2.5v8M4.6 7.3 8 10.7l3.4-3.4M3 13.5h10" />,
  upload: <path d="M8 10.5v-8M4.6 5.7 8 2.3l3.4 3.4M3 13.5h10" />,
  share: <path d="M8 10V2.5M5 5.2l3-2.7 3 2.7M3 8.5V12a1.5 1.5 0 0 0 1.5 1.5h7A1.5 1.5 0 0 0 13 12V8.5" />,
  split: <path d="M8 13.5V9.2L3.5 4.8M8 9.2l4.5-4.4M3.5 7.6V4.8h2.8M12.5 7.6V4.8H9.7" />,
  eye: (
    <>
      <path d="M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8z" />
      <circle cx="8" cy="8" r="1.8" />
    </>
  ),
  flag: <path d="M4 14V2.6M4 3h7.5l-1.6 2.8 1.6 2.8H4" />,
  send: (
    <>
      <path d="m13.7 2.3-6 11.4-1.5-5.6-4.4-3z" />
      <path d="M6.2 8.1 13.7 2.3" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 4.9V8l2.1 1.3" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.4" r="2.7" />
      <path d="M2.8 13.5c.5-2.5 2.6-4 5.2-4s4.7 1.5 5.2 4" />
    </>
  ),
  gift: (
    <>
      <rect x="2.5" y="6" width="11" height="7.5" rx="1" />
      <path d="M8 6v7.5M2.5 9h11M8 6S5 6 5 4.2 8 3.5 8 6zM8 6s3 0 3-1.8S8 3.5 8 6z" />
    </>
  ),
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  minus: <path d="M3.5 8h9" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.5" />
      <path d="M5.5 7V5.2a2.5 2.5 0 0 1 5 0V7" />
    </>
  ),
  place: (
    <>
      <path d="M8 14s4.3-3.9 4.3-7.4a4.3 4.3 0 0 0-8.6 0C3.7 10.1 8 14 8 14z" />
      <circle cx="8" cy="6.6" r="1.5" />
    </>
  ),
  bell: <path d="M4.2 7a3.8 3.8 0 0 1 7.6 0c0 3 1.2 3.8 1.2 3.8H3S4.2 10 4.2 7zM6.8 13.2a1.3 1.3 0 0 0 2.4 0" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.7" />
      <path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M3.6 12.4l1-1M11.4 4.6l1-1" />
    </>
  ),
  moon: <path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z" />,
  screen: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1.5" />
      <path d="M6 13.5h4" />
    </>
  ),
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="3.5" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.5" cy="8" r="1.2" />
    </g>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  warning: (
    <>
      <path d="M8 2.7 14 13H2z" />
      <path d="M8 6.6v3M8 11.3v.1" />
    </>
  ),
  columns: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.8" />
      <path d="M6.2 3v10M9.8 3v10" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.6" />
      <path d="M3.6 10.5a1.1 1.1 0 0 1-1.1-1.1V3.6c0-.6.5-1.1 1.1-1.1h5.8c.6 0 1.1.5 1.1 1.1" />
    </>
  ),
  edit: <path d="M9.7 3.9l2.4 2.4M3 13l.6-2.8 7-7a1 1 0 0 1 1.4 0l.8.8a1 1 0 0 1 0 1.4l-7 7z" />,
  trash: (
    <path d="M2.8 4.5h10.4M6.2 4.5V3.2c0-.4.3-.7.7-.7h2.2c.4 0 .7.3.7.7v1.3M4.2 4.5l.6 8c0 .6.5 1 1 1h4.4c.5 0 1-.4 1-1l.6-8" />
  ),
  refresh: <path d="M13.2 8A5.2 5.2 0 1 1 11.600 4.300L13.200 5.800M13.200 2.600v3.200h-3.200" />,
  history: (
    <path d="M2.800 8A5.200 5.200 0 1 0 4.400 4.300L2.800 5.800M2.800 2.600v3.200h3.200M8 5.300V8l1.900 1.200" />
  ),
  link: (
    <path d="M6.700 9.300a2.500 2.500 0 0 0 3.600 0l2-2a2.500 2.500 0 0 0-3.600-3.600l-.6.6M9.300 6.700a2.500 2.500 0 0 0-3.600 0l-2 2a2.500 2.500 0 0 0 3.600 3.600l.6-.6" />
  ),
  tag: (
    <>
      <path d="M2.500 3.500v4l6 6 5-5-6-6h-4z" />
      <path d="M5.400 5.400v.1" />
    </>
  ),
  team: (
    <>
      <circle cx="8" cy="4.800" r="2" />
      <circle cx="3.900" cy="10" r="1.600" />
      <circle cx="12.100" cy="10" r="1.600" />
      <path d="M5.800 13.200c.3-1.400 1.100-2.100 2.200-2.100s1.900.7 2.200 2.100" />
    </>
  ),
  key: (
    <>
      <circle cx="5.200" cy="10.800" r="2.700" />
      <path d="m7.200 8.800 6-6M11 5l1.700 1.700" />
    </>
  ),
  money: (
    <>
      <circle cx="8" cy="8" r="5.700" />
      <path d="m5.800 5 2.200 3 2.200-3M8 8v3.400M6 8.400h4M6 10h4" />
    </>
  ),
  file: (
    <path d="M9.300 2.300H4.500A1.500 1.500 0 0 0 3 3.800v8.400a1.500 1.500 0 0 0 1.500 1.500h7a1.500 1.500 0 0 0 1.500-1.500V6zM9.200 2.500V6h3.600" />
  ),
  language: (
    <path d="M2.300 4h7.400M6 2.500V4M8 4c-.5 2.700-2.300 4.800-5.300 6M4 6.500c.8 1.500 2.200 2.700 4 3.500M8.300 13.500l2.700-6.500 2.700 6.500M9.200 11.500h3.600" />
  ),
  exit: (
    <path d="M6.500 13.500h-2A1.500 1.500 0 0 1 3 12V4a1.500 1.500 0 0 1 1.500-1.500h2M10.500 11l3-3-3-3M13.300 8H6.500" />
  ),
  play: <path d="M5 3.200v9.600L12.600 8z" />,
  pause: <path d="M5.500 3.500v9M10.500 3.500v9" />,
  list: <path d="M5.500 4.200h8M5.500 8h8M5.500 11.800h8M2.600 4.200h.1M2.600 8h.1M2.600 11.800h.1" />,
  target: (
    <>
      <circle cx="8" cy="8" r="5.600" />
      <circle cx="8" cy="8" r="2.200" />
    </>
  ),
  shield: <path d="M8 2.200 3.200 4v3.700c0 2.900 2 5 4.800 6.100 2.800-1.100 4.800-3.200 4.800-6.100V4z" />,
  plug: <path d="M6 2.300v3M10 2.300v3M4.300 5.300h7.400v2.200a3.700 3.700 0 0 1-7.400 0zM8 11.200v2.600" />,
  keyboard: (
    <>
      <rect x="1.800" y="4" width="12.400" height="8" rx="1.600" />
      <path d="M4.400 6.800h.1M6.800 6.800h.1M9.200 6.800h.1M11.600 6.800h.1M5.500 9.400h5" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as IconName[];

/** `size`: 14 beside small text, 16 by default, 20 or 22 on a phone. Without `label` it is decoration for screen readers. */
export function Icon({
  name,
  size = 16,
  label,
  className,
}: {
  name: IconName;
  size?: number;
  label?: string;
  className?: string;
}) {
  return (
    <svg
      className={className ? `i ${className}` : 'i'}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {shapes[name]}
    </svg>
  );
}
