import type { Locale } from '../../engine/words.ts';
import { switchLocale, useShellWords } from '../lib/i18n.ts';
import { chooseTheme, type ThemeChoice, useLocale, useThemeChoice } from '../lib/settings.ts';
import type { IconName } from '../ui/Icon.tsx';
import type { MenuGroup } from '../ui/Menu.tsx';
import { openKeyHelp } from './overlays.ts';

const themes: readonly { choice: ThemeChoice; icon: IconName }[] = [
  { choice: 'system', icon: 'screen' },
  { choice: 'light', icon: 'sun' },
  { choice: 'dark', icon: 'moon' },
];
const locales: readonly { locale: Locale; label: string }[] = [
  { locale: 'zh', label: '中文' },
  { locale: 'en', label: 'English' },
];

/** Ends the session at the server and loads sign-in anew: nothing that was loaded stays, and nothing asks again without a session. */
export function useSignOut(): () => Promise<void> {
  return async () => {
    await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    window.location.assign('/sign-in');
  };
}

/** Appearance, language, keys, sign out: the menu at the foot of the navigation and the page 我的 on a phone. */
export function usePersonMenu(): readonly MenuGroup[] {
  const t = useShellWords();
  const theme = useThemeChoice();
  const locale = useLocale();
  const signOut = useSignOut();
  return [
    {
      title: t('me.theme'),
      items: themes.map(({ choice, icon }) => ({
        key: choice,
        icon,
        label: t(`me.${choice}`),
        checked: theme === choice,
        onSelect: () => chooseTheme(choice),
      })),
    },
    {
      title: t('me.language'),
      items: locales.map((one) => ({
        key: one.locale,
        icon: 'language' as const,
        label: one.label,
        checked: locale === one.locale,
        onSelect: () => void switchLocale(one.locale),
      })),
    },
    {
      items: [
        { key: 'keys', icon: 'keyboard', label: t('me.keys'), note: '?', onSelect: openKeyHelp },
        { key: 'out', icon: 'exit', label: t('me.signOut'), onSelect: () => void signOut() },
      ],
    },
  ];
}
