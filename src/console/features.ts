import { type ComponentType, lazy } from 'react';
import {
  type NavGroup,
  type NavItem,
  type PlaybookTab,
  type Screens,
  SETTINGS_GROUPS,
  type SettingsTab,
} from './screens.ts';

/** Every feature that has screens. A new feature is found by its file; nothing here names one. */
const modules = import.meta.glob<{ default: Screens }>('../features/*/screens/index.tsx', { eager: true });

export const features: readonly Screens[] = Object.values(modules).map((module) => module.default);

export const routes = features.flatMap((feature) => feature.routes);
export const commands = features.flatMap((feature) => feature.commands ?? []);

export const notices = features.flatMap(({ feature, notice }) => (notice ? [{ feature, ...notice }] : []));

export const settingsTabs: readonly SettingsTab[] = features
  .flatMap((feature) => feature.settings ?? [])
  .sort((a, b) => SETTINGS_GROUPS.indexOf(a.group) - SETTINGS_GROUPS.indexOf(b.group) || a.order - b.order);

export const playbookTabs: readonly PlaybookTab[] = features
  .flatMap((feature) => feature.playbookTabs ?? [])
  .sort((a, b) => a.order - b.order);

const parts = new Map(
  features.flatMap(({ parts: mine = {} }) =>
    Object.entries(mine).map(
      ([place, part]) => [place, lazy(part as () => Promise<{ default: ComponentType }>)] as const,
    ),
  ),
);

/** What a later room draws at this place, if any does. `P`: what the place gives it. */
export const partAt = <P>(place: string): ComponentType<P> | null =>
  (parts.get(place) as unknown as ComponentType<P> | undefined) ?? null;

const nav = features.flatMap((feature) => feature.nav ?? []);

export function navOf(group: NavGroup): readonly NavItem[] {
  return nav.filter((item) => item.group === group).sort((a, b) => a.order - b.order);
}

/** Everything that navigates, in the order it is shown. */
export const allNav: readonly NavItem[] = (['work', 'design', 'outcome', 'foot'] as const).flatMap(navOf);

const tabs: readonly NavItem[] = nav
  .filter((item) => item.tab)
  .sort((a, b) => (a.tab?.order ?? 0) - (b.tab?.order ?? 0));

/** At most four beside 我的: the first of those that this person may open. */
export const phoneTabsOf = (mayOpen: (item: NavItem) => boolean): readonly NavItem[] =>
  tabs.filter(mayOpen).slice(0, 4);
