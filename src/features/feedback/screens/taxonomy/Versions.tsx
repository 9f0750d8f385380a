import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { getTaxonomy, listProposals, listTaxonomyVersions, restoreTaxonomy } from '../../contract.ts';
import { words } from './learnt-words.ts';

/** Versions to go back to; the newest is the one in use. */
export function Versions() {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const who = useActorName();
  const versions = useEndpoint(listTaxonomyVersions, {}).data?.items.slice(1) ?? [];
  const restore = useAction(restoreTaxonomy, { changes: [getTaxonomy, listProposals, listTaxonomyVersions] });
  const rows = [
    ...versions.map(({ version, reasons, savedBy, savedAt }) => ({
      version,
      text: t('version', {
        version: String(version),
        count: format.number(reasons),
        who: who(savedBy),
        when: format.when(savedAt),
      }),
    })),
    { version: 0, text: t('builtIn') },
  ];
  return (
    <details className="hx-tax-versions">
      <summary>{t('versions')}</summary>
      <ul>
        {rows.map(({ version, text }) => (
          <li key={version}>
            <span className="t2">{text}</span>
            {can('feedback:write') ? (
              <Button
                size="small"
                label={`${t('restore')} ${text}`}
                onClick={() => restore.mutate({ body: { version } })}
                disabled={restore.isPending}
              >
                {t('restore')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ErrorNote error={restore.error} />
    </details>
  );
}
