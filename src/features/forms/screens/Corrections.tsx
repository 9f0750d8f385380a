import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Answered, Skeleton } from '../../../console/ui/States.tsx';
import { type Correction, listCorrections } from '../contract-corrections.ts';
import { words } from './words.ts';

/** What stood there before each correction, who changed it and why; the newest first. */
export function Corrections({ responseId, revision }: { responseId: string; revision: number }) {
  const t = useWords(words);
  const query = useEndpoint(listCorrections, { params: { response: responseId } }, { staleTime: 0 });
  return (
    <section className="hx-corrections">
      <h3>{t('corrections')}</h3>
      <Answered query={query} skeleton={<Skeleton lines={2} />}>
        {({ items }) => (
          <ol key={revision}>
            {[...items].reverse().map((each) => (
              <One key={each.revision} correction={each} />
            ))}
          </ol>
        )}
      </Answered>
    </section>
  );
}

function One({ correction }: { correction: Correction }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  return (
    <li>
      <p className="f12 t3">{`${format.when(correction.at)} · ${correction.by}`}</p>
      <p className="cjk">{correction.reason}</p>
      <dl>
        {correction.changed.map((one) => (
          <div key={one.question}>
            <dt className="t2 cjk">{say(one.title)}</dt>
            <dd className="cjk">
              <del>{one.before ? say(one.before) : t('noAnswer')}</del>
              <span aria-hidden="true"> → </span>
              <ins>{one.after ? say(one.after) : t('noAnswer')}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
