import { type ReactNode, useEffect, useRef } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { useShellWords } from '../lib/i18n.ts';
import { usePhone } from '../lib/media.ts';
import { Button, type ButtonProps } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import './Page.css';

export interface PageAction {
  readonly key: string;
  /** Names the result: 发布 v5, 导出, never 确定. */
  readonly label: string;
  readonly icon?: IconName;
  readonly onClick?: () => void;
  readonly to?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly loading?: boolean;
}

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

export interface PageTab {
  readonly label: string;
  readonly to: string;
  readonly count?: ReactNode;
  /** Only when the address is exactly this (the first tab of a page). */
  readonly end?: boolean;
}

export interface PageProps {
  readonly title: string;
  /** Where this page hangs; the last one is where ← goes on a phone. Without crumbs the page is a root with a large title. */
  readonly crumbs?: readonly Crumb[];
  /** Beside the title: state and version tags. */
  readonly tags?: ReactNode;
  /** 12-px words before the actions: 已存草稿 10:24. */
  readonly note?: ReactNode;
  /** Quiet actions: small buttons; on a phone the menu behind ···. */
  readonly actions?: readonly PageAction[];
  /** The one filled button; on a phone it sticks above the tabs. */
  readonly primary?: PageAction & Pick<ButtonProps, 'keys'>;
  readonly tabs?: readonly PageTab[];
  /** At the right of the tabs, or of the title when there are none: a date range, a segmented control. */
  readonly controls?: ReactNode;
  /** `decide` (default): grey ground, 32 px from the edge. `work`: white ground, 24 px. */
  readonly tone?: 'decide' | 'work';
  /** The content fills the height itself (a canvas, three columns) instead of scrolling as a page. */
  readonly fill?: boolean;
  /** Widest content in px; forms read best at 720. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** The frame of every screen: title bar, tabs, content; on a phone a back arrow or a large title and one sticky action. */
export function Page(props: PageProps) {
  const { title, tone = 'decide', fill, width, children, primary } = props;
  const phone = usePhone();
  const t = useShellWords();
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <div className={`hx-page ${tone}${fill ? ' fill' : ''}`}>
      {phone ? <PhoneTop {...props} /> : <TopBar {...props} />}
      {props.tabs || (phone && props.controls) ? <TabRow {...props} /> : null}
      <div className="body">
        {width ? <div style={{ maxWidth: width, display: 'grid', gap: 16, minWidth: 0 }}>{children}</div> : children}
      </div>
      {phone && primary ? (
        <div className="sticky">
          <PrimaryButton action={primary} block />
        </div>
      ) : null}
    </div>
  );
}

function PrimaryButton({ action, block }: { action: NonNullable<PageProps['primary']>; block?: boolean }) {
  return (
    <Button
      type="primary"
      block={block}
      size={block ? 'large' : 'middle'}
      icon={action.icon}
      to={action.to}
      onClick={action.onClick}
      disabled={action.disabled}
      loading={action.loading}
      keys={action.keys}
    >
      {action.label}
    </Button>
  );
}

function TopBar({ title, crumbs = [], tags, note, actions = [], primary, tabs, controls }: PageProps) {
  return (
    <header className="top">
      <div className="crumbs">
        {crumbs.map((crumb) => (
          <span key={crumb.to} className="row g6">
            <Link to={crumb.to}>{crumb.label}</Link>
            <Icon name="right" size={14} />
          </span>
        ))}
        <h1 className={crumbs.length > 0 ? 'el' : 'el root'} title={title}>
          {title}
        </h1>
      </div>
      {tags}
      <span className="grow" />
      {note ? <span className="note">{note}</span> : null}
      {tabs ? null : controls}
      {actions.map((action) => (
        <Button
          key={action.key}
          size="small"
          icon={action.icon}
          to={action.to}
          onClick={action.onClick}
          disabled={action.disabled}
          danger={action.danger}
          loading={action.loading}
        >
          {action.label}
        </Button>
      ))}
      {primary ? <PrimaryButton action={primary} /> : null}
    </header>
  );
}

function PhoneTop({ title, crumbs = [], tags, note, actions = [] }: PageProps) {
  const t = useShellWords();
  const navigate = useNavigate();
  const back = crumbs.at(-1);
  const menu =
    actions.length > 0 ? (
      <Menu
        align="end"
        groups={[
          {
            items: actions.map((action) => ({
              ...action,
              onSelect: () => (action.to ? void navigate(action.to) : action.onClick?.()),
            })),
          },
        ]}
        trigger={(props) => (
          <button type="button" className="touch" aria-label={t('nav.more')} {...props}>
            <Icon name="more" size={20} />
          </button>
        )}
      />
    ) : null;
  if (!back)
    return (
      <header className="phone-root">
        <div className="row between">
          <h1>{title}</h1>
          {menu}
        </div>
        {tags || note ? (
          <div className="row g8 wrap">
            {tags}
            {note ? <span className="note">{note}</span> : null}
          </div>
        ) : null}
      </header>
    );
  return (
    <>
      <header className="phone-top">
        <Link className="touch" to={back.to} aria-label={`${t('state.back')} ${back.label}`}>
          <Icon name="left" size={20} />
        </Link>
        <h1 className="el">{title}</h1>
        {menu ?? <span className="touch" />}
      </header>
      {tags || note ? (
        <div className="phone-tags">
          {tags}
          {note ? <span className="note">{note}</span> : null}
        </div>
      ) : null}
    </>
  );
}

function TabRow({ tabs = [], controls }: PageProps) {
  const row = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a phone the row is wider than the screen.
    row.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className={tabs.length > 0 ? 'tabs' : 'tabs bare'}>
      <nav ref={row}>
        {tabs.map((tab) => (
          <NavLink key={tab.to} to={tab.to} end={tab.end}>
            {tab.label}
            {tab.count !== undefined ? <span className="t3">{tab.count}</span> : null}
          </NavLink>
        ))}
      </nav>
      <span className="grow" />
      {controls}
    </div>
  );
}

/** Content on the left and a panel of `Section`s at the right, divided by a line; the panel goes below on a phone. */
export function WithPanel({ children, panel, width = 336 }: { children: ReactNode; panel: ReactNode; width?: number }) {
  return (
    <div className="hx-with-panel">
      <div className="content">{children}</div>
      <aside style={{ '--panel': `${width}px` } as React.CSSProperties}>{panel}</aside>
    </div>
  );
}

/** The opening of a page where people decide: the verdict, one sentence, what it rests on; checks at the right. */
export function Opening({
  badge,
  caption,
  children,
  lead,
  meta,
  side,
}: {
  badge?: ReactNode;
  caption?: ReactNode;
  /** The one sentence. */
  children: ReactNode;
  lead?: ReactNode;
  meta?: readonly ReactNode[];
  side?: ReactNode;
}) {
  return (
    <div className="hx-opening">
      <div>
        {badge || caption ? (
          <div className="row g8 wrap above">
            {badge}
            {caption ? <span className="f12 t3">{caption}</span> : null}
          </div>
        ) : null}
        <p className="verdict">{children}</p>
        {lead ? <p className="lead">{lead}</p> : null}
        {meta && meta.length > 0 ? (
          <ul className="meta">
            {meta.map((item, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the list is fixed by the caller
              <li key={at}>{item}</li>
            ))}
          </ul>
        ) : null}
      </div>
      {side ? <div className="side">{side}</div> : null}
    </div>
  );
}
