import { addressOf } from '../../../../console/lib/address.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { usePhone } from '../../../../console/lib/media.ts';
import { useFormat, useWorkspace } from '../../../../console/lib/session.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { FileDrop } from '../../../../console/ui/FileDrop.tsx';
import { FlawTable } from '../../../../console/ui/FlawTable.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Progress } from '../../../../console/ui/Progress.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { CAMPAIGN_FILES, getCampaignSample } from '../../contract-campaigns.ts';
import { sizeText } from './size.ts';
import { useScoring } from './useScoring.ts';
import { words } from './words.ts';

/** So many flaws are listed at most. */
const LISTED = 20;

/** Four files in; what is wrong is named by file, row and column. */
export function Upload({ onScored }: { onScored: (id: string) => void }) {
  const t = useWords(words);
  const phone = usePhone();
  const format = useFormat();
  const { id: workspace } = useWorkspace();
  const { present, sending, scoring, unknown, flaws, error, take, score, trySample } = useScoring(onScored);
  const wrong = new Set(flaws?.items.map(({ path }) => path));
  const missing = CAMPAIGN_FILES.filter((file) => present[file] === undefined);
  const busy = sending !== null || scoring;
  return (
    <section className="hx-campaign-upload">
      <h2>{t('scoreTitle')}</h2>
      <p className="lead">{t('lead')}</p>
      <ul className="files">
        {CAMPAIGN_FILES.map((file) => {
          const size = present[file];
          const state = wrong.has(file) ? 'wrong' : size === undefined ? 'missing' : 'there';
          return (
            <li key={file} className={state}>
              <span className="mark">
                <Icon name={state === 'there' ? 'check' : state === 'wrong' ? 'warning' : 'file'} size={14} />
              </span>
              <span className="name">{file}</span>
              <span className="what">{t(`file.${file}`)}</span>
              <span className="state">
                {state === 'there' && size !== undefined ? sizeText(size, format) : null}
                {state === 'wrong' ? t('state.wrong') : null}
                {state === 'missing' ? t('state.missing') : null}
              </span>
              <a href={addressOf(getCampaignSample, { params: { file } }, workspace)} download={file}>
                {t('sample')}
              </a>
            </li>
          );
        })}
      </ul>
      {busy ? (
        <Progress
          part={sending && sending.part < 1 ? sending.part : null}
          label={sending ? t('sending', { file: sending.file }) : t('scoring')}
        />
      ) : (
        <FileDrop
          accept=".csv,.json"
          title={t(phone ? 'pick' : 'drop')}
          hint={t('dropHint')}
          onFiles={(files) => void take(files)}
        />
      )}
      {unknown.map((name) => (
        <Note key={name} tone="warn">
          {t('unknown', { name })}
        </Note>
      ))}
      {flaws ? (
        <FlawTable
          title={t('flaws', { count: /\d+/.exec(flaws.message)?.[0] ?? flaws.items.length })}
          items={flaws.items}
          note={`${flaws.items.length >= LISTED ? t('flawsMore', { shown: flaws.items.length }) : ''}${t('flawsNext')}`}
        />
      ) : null}
      <ErrorNote error={error} />
      <div className="row g8">
        {missing.length > 0 && missing.length < CAMPAIGN_FILES.length && !busy ? (
          <span className="f12 t3">{t('need', { files: missing.join(t('join')) })}</span>
        ) : null}
        <span className="grow" />
        {missing.length === CAMPAIGN_FILES.length ? (
          <Button icon="play" disabled={busy} onClick={() => void trySample()}>
            {t('trySample')}
          </Button>
        ) : null}
        {missing.length === 0 ? (
          <Button type="primary" disabled={busy} onClick={() => void score()}>
            {t('score')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
