import { Fragment } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useLocale } from '../../../console/lib/settings.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Icon } from '../../../console/ui/Icon.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { Said } from '../../../console/ui/Said.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { getPlaybook } from '../../playbooks/contract.ts';
import { getScript, type ScriptDetail } from '../contract.ts';
import { sayWhen } from './say-when.ts';
import { words } from './words.ts';
import './scripts.css';

/** One script as it is said, its branches set in with what opens them. */
export default function Script() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const { playbook = '', script = '' } = useParams();
  const [params] = useSearchParams();
  const version = params.get('version');
  const query = useEndpoint(getScript, { params: { playbook, script }, query: version ? { version } : {} });
  const title = query.data ? `${query.data.definition.number} ${say(query.data.definition.name)}` : script;
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: to('scripts') }]}
      tags={query.data ? <Tag>{t('v', { version: query.data.version })}</Tag> : undefined}
      tone="work"
      width={760}
    >
      <Answered query={query}>{(data) => <Read data={data} />}</Answered>
    </Page>
  );
}

function Read({ data }: { data: ScriptDetail }) {
  const t = useWords(words);
  const to = usePath();
  const { steps } = data.definition;
  const titles = useTitles(data.playbook);
  const place = `scripts/${data.playbook}/${data.definition.key}`;
  return (
    <>
      <p className="t2">
        {t('read.lead', {
          steps: steps.length,
          must: steps.filter((step) => step.must).length,
          branches: steps.filter((step) => step.when).length,
        })}
      </p>
      <ol className="hx-read">
        {steps.map((step, at) => (
          <Step key={step.id} step={step} place={at + 1} titles={titles} />
        ))}
      </ol>
      {data.versions.length > 1 ? (
        <p className="f12 t3 row g8 wrap">
          {t('read.older')}
          {data.versions.map((version) => (
            <Fragment key={version}>
              {version === data.version ? (
                <b>{t('v', { version })}</b>
              ) : (
                <Link to={to(`${place}?version=${version}`)}>{t('v', { version })}</Link>
              )}
            </Fragment>
          ))}
        </p>
      ) : null}
    </>
  );
}

/** What the questions of the playbook's forms are called, by their ids: a script says which of them it answers. */
function useTitles(key: string): ReadonlyMap<string, string> {
  const say = useSay();
  const can = useCan();
  const playbook = useEndpoint(getPlaybook, { params: { playbook: key } }, { enabled: can('playbooks:read') });
  const questions = playbook.data?.definition.forms.flatMap((form) => form.questions) ?? [];
  return new Map(questions.map(({ id, title }) => [id, say(title)]));
}

interface StepProps {
  readonly step: ScriptDetail['definition']['steps'][number];
  readonly place: number;
  readonly titles: ReadonlyMap<string, string>;
}

function Step({ step, place, titles }: StepProps) {
  const t = useWords(words);
  const say = useSay();
  const locale = useLocale();
  const format = useFormat();
  return (
    <li className={step.when ? 'branch' : undefined}>
      <span className="no">{place}</span>
      <div>
        <div className="head">
          <b>{say(step.title)}</b>
          {step.must ? <Tag>{t('read.must')}</Tag> : null}
          {step.when ? (
            <span className="row g4">
              <Icon name="branch" size={14} />
              {step.because ? say(step.because) : t('read.when', { when: sayWhen(step.when, locale, titles) })}
            </span>
          ) : null}
        </div>
        <p className="words">
          <Said text={say(step.say)} />
        </p>
        {step.hint ? <p className="f12 t2">{format.labelled(t('read.hint'), say(step.hint))}</p> : null}
        {step.question ? (
          <p className="f12 t3">{t('read.question', { question: titles.get(step.question) ?? step.question })}</p>
        ) : null}
      </div>
    </li>
  );
}
