import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath, useWorkspaceId } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { FileDrop } from '../../../../console/ui/FileDrop.tsx';
import { Page } from '../../../../console/ui/Page.tsx';
import { Answered, EmptyState, ErrorNote } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { changeRecordedSound, listRecordedSounds, type RecordedSound } from '../../contract-sounds.ts';
import { recordedAt } from '../flows/sound.ts';
import { SoundSheet } from './SoundSheet.tsx';
import { words } from './words.ts';

/** 电话录音: what people recorded themselves, to be played in calls. */
export default function Sounds() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const query = useEndpoint(listRecordedSounds, {});
  const [file, setFile] = useState<File | null>(null);
  const [changing, setChanging] = useState<RecordedSound | null>(null);
  const may = can('playbooks:write');
  return (
    <Page title={t('title')} crumbs={[{ label: t('back'), to: to('calls') }]} tone="work" width={720}>
      <p className="t2 cjk">{t('lead')}</p>
      {may ? (
        <FileDrop accept=".wav,audio/wav" title={t('drop')} hint={t('dropHint')} onFile={(chosen) => setFile(chosen)} />
      ) : null}
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="phone" title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <ul className="col g16">
              {items.map((sound) => (
                <Sound key={sound.soundId} sound={sound} may={may} edit={() => setChanging(sound)} />
              ))}
            </ul>
          )
        }
      </Answered>
      {file ? <SoundSheet file={file} close={() => setFile(null)} /> : null}
      {changing ? <SoundSheet sound={changing} close={() => setChanging(null)} /> : null}
    </Page>
  );
}

function Sound({ sound, may, edit }: { sound: RecordedSound; may: boolean; edit: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const workspace = useWorkspaceId() ?? '';
  const change = useAction(changeRecordedSound, { changes: [listRecordedSounds] });
  const { soundId, name, says, seconds, archived, createdAt, createdBy } = sound;
  return (
    <li className="col g6">
      <div className="row g8 wrap between">
        <span className="row g8">
          <span className="fw5">{name}</span>
          {archived ? <Tag>{t('archived')}</Tag> : null}
        </span>
        <span className="f12 t3">
          {[
            t('seconds', { n: Math.round(seconds * 10) / 10 }),
            t('by', { name: createdBy }),
            format.when(createdAt),
          ].join(' · ')}
        </span>
      </div>
      {says ? <p className="t2 cjk">{says}</p> : null}
      <div className="row g8 wrap">
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what is said stands above it */}
        <audio controls preload="none" src={recordedAt(workspace, soundId)} />
        {may ? (
          <>
            <Button size="small" icon="edit" onClick={edit}>
              {t('rename')}
            </Button>
            <Button
              size="small"
              loading={change.isPending}
              onClick={() => change.mutate({ params: { sound: soundId }, body: { archived: !archived } })}
            >
              {t(archived ? 'restore' : 'archive')}
            </Button>
          </>
        ) : null}
      </div>
      <ErrorNote error={change.error} />
    </li>
  );
}
