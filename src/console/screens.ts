import type { ComponentType } from 'react';
import type { Words } from '../engine/words.ts';
import type { PlaybookDetail } from '../features/playbooks/contract.ts';
import type { IconName } from './ui/Icon.tsx';

/** Where an item stands in the side navigation: 工作, 设计, 成效, or at its foot. */
export type NavGroup = 'work' | 'design' | 'outcome' | 'foot';

export interface NavItem {
  readonly group: NavGroup;
  /** Below `/w/:workspace/`, without a leading slash, as in `routes`. */
  readonly path: string;
  readonly label: Words;
  readonly icon: IconName;
  /** Position in the group, ascending; leave gaps (10, 20, 30). */
  readonly order: number;
  /** Shown only to a role that holds it, for example `customers:read`. */
  readonly permission?: string;
  /** Position among the bottom tabs of a phone (at most three, before 我的), and a shorter name for it. */
  readonly tab?: { readonly order: number; readonly label?: Words };
  /** A hook: how many wait (grey, at the right) and how many are late (the badge on a phone). */
  readonly useCount?: () => { readonly waiting?: number; readonly late?: number };
}

export interface ScreenRoute {
  /** Below `/w/:workspace/` (React Router syntax, `customers/:customer`), or below `/` when `outside`. */
  readonly path: string;
  /** `() => import('./List.tsx')`; the default export is the screen. */
  readonly lazy: () => Promise<{ readonly default: ComponentType }>;
  readonly permission?: string;
  /** Outside any workspace and without the shell: sign-in, set-up. */
  readonly outside?: boolean;
}

/** What a page of the settings is about, in this order: the company, how customers are reached, what is measured, other systems, oneself. */
export const SETTINGS_GROUPS = ['company', 'reach', 'measure', 'system', 'mine'] as const;

/** A page among the tabs of the settings. Its screen stands in `SettingsPage` (shell/SettingsPage.tsx), its path in `routes` too. */
export interface SettingsTab {
  /** `settings/<name>` */
  readonly path: string;
  readonly group: (typeof SETTINGS_GROUPS)[number];
  readonly label: Words;
  /** Position in the group, ascending; leave gaps (10, 20, 30). */
  readonly order: number;
  /** Shown only to a role that holds it. */
  readonly permission?: string;
}

/** What the page of a tab is given. */
export interface PlaybookTabProps {
  readonly playbook: PlaybookDetail;
  /** Told when something is written and not saved: the head's own action steps back until it is. */
  readonly onTouched: (touched: boolean) => void;
}

/** A tab of a playbook's pages that another room brings: the head and its tabs are drawn around it (playbooks/screens/Tab.tsx). */
export interface PlaybookTab {
  /** `messages`: `playbooks/:playbook/messages` */
  readonly path: string;
  readonly label: Words;
  /** Position among them, ascending; leave gaps (10, 20, 30). */
  readonly order: number;
  readonly permission?: string;
  /** Left out: on every playbook. */
  readonly isFor?: (definition: PlaybookDetail['definition']) => boolean;
  readonly lazy: () => Promise<{ readonly default: ComponentType<PlaybookTabProps> }>;
}

/** A command of the palette (⌘K) beside the navigation, for example “导入客户”. */
export interface Command {
  readonly label: Words;
  readonly icon: IconName;
  readonly path: string;
  readonly permission?: string;
}

/** What the palette found for a text: customers by name, phone, pinyin. */
export interface Found {
  readonly key: string;
  readonly title: string;
  readonly note?: string;
  readonly path: string;
}

export interface Screens {
  readonly feature: string;
  readonly nav?: readonly NavItem[];
  readonly settings?: readonly SettingsTab[];
  readonly routes: readonly ScreenRoute[];
  readonly playbookTabs?: readonly PlaybookTab[];
  readonly commands?: readonly Command[];
  /** A line above every screen of a workspace, for what nobody may overlook; it renders nothing when there is nothing to say. */
  readonly notice?: { readonly permission: string; readonly Notice: ComponentType };
  /** What it draws inside screens of rooms before it, by the name of the place (`sandbox.voice`). */
  readonly parts?: Readonly<Record<string, Part>>;
  /** Searches while a person types in the palette; `signal` is aborted when she types on. */
  readonly find?: (workspace: string, text: string, signal: AbortSignal) => Promise<readonly Found[]>;
}

/** A component of another room, which fits where the place says; what it gets is declared in the contract of the room that has the place. */
export type Part = () => Promise<{ readonly default: ComponentType<never> }>;

/** The default export of `features/<name>/screens/index.tsx`: what the feature adds to the console. */
export function defineScreens(screens: Screens): Screens {
  return screens;
}
