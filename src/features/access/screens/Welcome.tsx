import { useWords } from '../../../console/lib/i18n.ts';
import { useMe, usePath } from '../../../console/lib/session.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Icon, type IconName } from '../../../console/ui/Icon.tsx';
import { Opening, Page } from '../../../console/ui/Page.tsx';
import './Welcome.css';
import { words } from './words.ts';

/** First run: a believable demo company, my customers, a channel; nothing to configure before. */
export default function Welcome() {
  const t = useWords(words);
  const to = usePath();
  const { workspaces } = useMe();
  const demo = workspaces.find((workspace) => workspace.kind === 'demo');
  return (
    <Page title={t('welcome.title')} width={1040}>
      <Opening lead={t('welcome.lead')}>{t('welcome.verdict')}</Opening>
      <div className="hx-ways">
        <Way icon="play" title={t('welcome.demo')} text={demo ? t('welcome.demoText') : t('welcome.demoMissing')}>
          {demo ? (
            <Button type="primary" to={`/w/${encodeURIComponent(demo.id)}`}>
              {t('welcome.open', { name: demo.name })}
            </Button>
          ) : null}
        </Way>
        <Way icon="upload" title={t('welcome.import')} text={t('welcome.importText')}>
          <Button to={to('customers/import')}>{t('welcome.start')}</Button>
        </Way>
        <Way icon="plug" title={t('welcome.connect')} text={t('welcome.connectText')}>
          <Button to={to('settings/keys')}>{t('welcome.keys')}</Button>
        </Way>
      </div>
    </Page>
  );
}

function Way({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text: string;
  children: React.ReactNode;
}) {
  return (
    <section className="way">
      <span className="mark">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className="act">{children}</div>
    </section>
  );
}
