import { ConfigProvider } from 'antd';
import type { Locale as AntLocale } from 'antd/es/locale';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { SchemeContext, useLocale, useScheme } from './lib/settings.ts';
import { antdTheme } from './theme.ts';

/** antd in our tokens, in the language of the moment. Also used by the gallery, for both schemes at once. */
export function Look({ scheme, children }: { scheme?: 'light' | 'dark'; children: ReactNode }) {
  const current = useScheme();
  const locale = useLocale();
  const [english, setEnglish] = useState<AntLocale>();
  useEffect(() => {
    if (locale === 'en') void import('antd/locale/en_US').then((module) => setEnglish(module.default));
  }, [locale]);
  const words = locale === 'en' && english ? english : zhCN;
  const shown = scheme ?? current;
  const theme = useMemo(() => antdTheme(shown), [shown]);
  return (
    <ConfigProvider
      theme={theme}
      locale={words}
      button={{ autoInsertSpace: false }}
      variant="outlined"
      wave={{ disabled: true }}
    >
      <SchemeContext value={shown}>{children}</SchemeContext>
    </ConfigProvider>
  );
}
