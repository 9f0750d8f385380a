import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { decideProposal, getTaxonomy, listProposals, listTaxonomyVersions, type Proposal } from '../../contract.ts';
import { words } from './learnt-words.ts';

/** What corrections have in common: a person takes it into the taxonomy or leaves it. */
export function Learnt() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const { data } = useEndpoint(listProposals, {});
  const decide = useAction(decideProposal, { changes: [listProposals, getTaxonomy, listTaxonomyVersions] });
  if (!data || data.items.length === 0) return null;
  const act = ({ kind, code, list, phrase }: Proposal, accept: boolean) =>
    decide.mutate({ body: { kind, code, list, phrase, accept } });
  return (
    <Card title={t('title')} className="hx-learnt">
      <p className="t2 cjk">{t('lead', { agreeing: format.number(data.agreeing) })}</p>
      <ul>
        {data.items.map((item) => {
          const values = { phrase: item.phrase, reason: say(item.label) };
          return (
            <li key={`${item.kind} ${item.code} ${item.list} ${item.phrase}`}>
              <div>
                <b className="fw5">{item.kind === 'add' ? t(`add.${item.list}`, values) : t('remove', values)}</b>
                <p className="t3 f12">
                  {t('support', {
                    support: format.number(item.support),
                    quotes: format.list(item.quotes.map((quote) => `“${quote}”`)),
                  })}
                </p>
                {item.contrary > 0 ? (
                  <p className="t3 f12">{t('contrary', { n: format.number(item.contrary) })}</p>
                ) : null}
              </div>
              {can('feedback:write') ? (
                <span className="acts">
                  <Button size="small" onClick={() => act(item, false)} disabled={decide.isPending}>
                    {t('leave')}
                  </Button>
                  <Button size="small" type="primary" onClick={() => act(item, true)} disabled={decide.isPending}>
                    {t('take')}
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <ErrorNote error={decide.error} />
    </Card>
  );
}
