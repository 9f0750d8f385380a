import { Select } from 'antd';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { listForms } from '../../forms/contract.ts';
import { getQuestionEffects, type QuestionEffect } from '../../forms/contract-effect.ts';
import { useChoices } from './choices.ts';
import { MetricsPage } from './Frame.tsx';
import { words } from './words-views.ts';

/** 题目效果: what each question of a form is worth, and which could go. */
export default function Questions() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const choices = useChoices();
  const [asked, ask] = useAddress();
  const forms = useEndpoint(listForms, {});
  const items = forms.data?.items ?? [];
  const keyOf = (one: { playbook: string; form: string }) => `${one.playbook}/${one.form}`;
  const most = items.toSorted((a, b) => b.complete + b.partial - (a.complete + a.partial))[0];
  const form = items.find((one) => keyOf(one) === asked.get('form')) ?? most;
  const phone = usePhone();
  const choice = form ? (
    <Select
      aria-label={t('form')}
      style={{ minWidth: 240 }}
      value={keyOf(form)}
      options={items.map((one) => ({
        value: keyOf(one),
        label: `${say(one.title)} · ${choices.playbook(one.playbook)}`,
      }))}
      onChange={(value: string) => ask({ form: value }, { replace: true })}
    />
  ) : null;
  return (
    <MetricsPage controls={phone ? null : choice}>
      {phone ? <div className="hx-metrics-controls">{choice}</div> : null}
      <Answered query={forms}>
        {() =>
          form ? (
            <Effects key={keyOf(form)} playbook={form.playbook} form={form.form} title={say(form.title)} />
          ) : (
            <EmptyState
              icon="star"
              title={t('effectEmpty')}
              hint={t('effectEmptyHint')}
              action={<Button to={to('playbooks')}>{t('do')}</Button>}
            />
          )
        }
      </Answered>
    </MetricsPage>
  );
}

function Effects({ playbook, form, title }: { playbook: string; form: string; title: string }) {
  const t = useWords(words);
  const format = useFormat();
  const query = useEndpoint(getQuestionEffects, { params: { playbook, form }, query: {} });
  return (
    <Answered query={query}>
      {(data) => (
        <Card
          title={title}
          caption={t('looked', {
            version: data.version,
            responses: format.number(data.responses),
            complete: format.number(data.complete),
          })}
        >
          <div className="hx-touch" role="region" aria-label={title} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {(['question', 'shown', 'answered', 'skipped', 'left', 'most', 'total', 'advice'] as const).map(
                    (key) => (
                      <th key={key} scope="col">
                        {t(key)}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {data.questions.map((one) => (
                  <Row key={one.question} one={one} />
                ))}
              </tbody>
            </table>
          </div>
          <p className="f12 t3 cjk">
            {t('effectNote')} {t('timeNone')}
          </p>
        </Card>
      )}
    </Answered>
  );
}

function Row({ one }: { one: QuestionEffect }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const percent = (value: number) => format.percent(value, 0);
  const rate = (count: number, of: QuestionEffect['skippedRate']) => (
    <>
      {format.number(count)}
      {of ? (
        <div className="f12 t3">
          {percent(of.value)} {format.interval(of.ci[0], of.ci[1], percent)}
        </div>
      ) : null}
    </>
  );
  return (
    <tr>
      <th scope="row">{say(one.title)}</th>
      <td>{format.number(one.shown)}</td>
      <td>{format.number(one.answered)}</td>
      <td>{rate(one.skipped, one.skippedRate)}</td>
      <td>{rate(one.left, one.leftRate)}</td>
      <td>
        {one.most ? (
          <>
            {say(one.most.answer)}
            <div className="f12 t3">
              {percent(one.most.value)} {format.interval(one.most.ci[0], one.most.ci[1], percent)}{' '}
              <span className="whole">n = {format.number(one.most.n)}</span>
            </div>
          </>
        ) : (
          t('keep')
        )}
      </td>
      <td>
        {one.itemTotal ? (
          <>
            {format.number(one.itemTotal.value, 2)}
            <div className="f12 t3">
              {format.interval(one.itemTotal.ci[0], one.itemTotal.ci[1], (end) => format.number(end, 2))}{' '}
              <span className="whole">n = {format.number(one.itemTotal.n)}</span>
            </div>
          </>
        ) : (
          t('keep')
        )}
      </td>
      <td>
        {one.suggestion ? (
          <Tag tone="warn">{t(`advices.${one.suggestion}`, { title: one.twin ? say(one.twin.title) : '' })}</Tag>
        ) : (
          t('keep')
        )}
      </td>
    </tr>
  );
}
