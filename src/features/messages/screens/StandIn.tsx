import { Link } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useLocale } from '../../../console/lib/settings.ts';
import { useEndpoint } from '../../../console/query.ts';
import { Icon } from '../../../console/ui/Icon.tsx';
import { CHANNEL_WORDS } from '../contract-definition.ts';
import { getStandIn } from '../contract-sandbox.ts';
import { words } from './words-stand-in.ts';
import './stand-in.css';

/** On every screen: what is not really sent. */
export function StandIn() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const locale = useLocale();
  const { data } = useEndpoint(getStandIn, {}, { every: 60_000 });
  if (!data || data.standsIn === 'none') return null;
  const channels = data.channels.map((channel) => CHANNEL_WORDS[channel][locale]).join(locale === 'zh' ? '、' : ', ');
  return (
    <output className="hx-stand-in">
      <Icon name="flask" size={14} />
      <span className="el">{data.standsIn === 'all' ? t('all') : t('some', { channels })}</span>
      <Link to={to('sandbox')}>{t('see')}</Link>
      {data.settable && can('messages:configure') ? <Link to={to('settings/channels')}>{t('setUp')}</Link> : null}
    </output>
  );
}
