import { useState } from 'react';
import { save } from '../../../console/charts/picture.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useLocale } from '../../../console/lib/settings.ts';
import { useAction } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { FileDrop } from '../../../console/ui/FileDrop.tsx';
import { FlawTable } from '../../../console/ui/FlawTable.tsx';
import { Progress } from '../../../console/ui/Progress.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { importCosts, listCosts } from '../contract.ts';
import { words } from './words.ts';

const TEMPLATE = {
  zh: '类型,金额,开始,结束,方案,渠道,成员,角色,计法,分摊,说明\n人工,60,2026-01-01,,,,,agent,,,坐席时薪\n每次触达,0.05,2026-01-01,,,短信,,,,,\n每月,3000,2026-01-01,,,,,,,按触达次数,回访系统\n',
  en: 'kind,amount,from,until,playbook,channel,member,role,per,share,note\nstaff,60,2026-01-01,,,,,agent,,,wage of agents\ncontact,0.05,2026-01-01,,,sms,,,,,\nmonthly,3000,2026-01-01,,,,,,,contacts,follow-up system\n',
};
const MOST = 800_000;

/** UTF-8, or as spreadsheets in China save it. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export default function ImportSheet({ close }: { close: () => void }) {
  const t = useWords(words);
  const locale = useLocale();
  const [large, setLarge] = useState(false);
  const send = useAction(importCosts, { changes: [listCosts] });
  const flawed = send.error?.code === 'cost_file_invalid' ? send.error : null;
  const take = async (file: File) => {
    setLarge(file.size > MOST);
    if (file.size <= MOST) send.mutate({ body: { csv: await textOf(file) } });
  };
  return (
    <Sheet open title={t('upload.title')} close={close} width={640}>
      <div className="hx-costs-upload">
        <p className="t2">{t('upload.lead')}</p>
        <div>
          <Button
            size="small"
            icon="download"
            onClick={() => save(new Blob(['\uFEFF', TEMPLATE[locale]], { type: 'text/csv' }), 'costs.csv')}
          >
            {t('upload.template')}
          </Button>
        </div>
        {send.isPending ? (
          <Progress part={null} label={t('upload.busy')} />
        ) : (
          <FileDrop accept=".csv,.txt" title={t('upload.drop')} onFile={(file) => void take(file)} />
        )}
        {large ? <Note tone="bad">{t('upload.large')}</Note> : null}
        {send.data ? <Note tone="ok">{t('upload.done', { ...send.data })}</Note> : null}
        {flawed ? (
          <FlawTable
            title={t('upload.flaws', { count: /\d+/.exec(flawed.message)?.[0] ?? flawed.errors.length })}
            items={flawed.errors}
          />
        ) : (
          <ErrorNote error={send.error} />
        )}
      </div>
    </Sheet>
  );
}
