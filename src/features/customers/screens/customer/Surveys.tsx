import { lazy, Suspense, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Section } from '../../../../console/ui/Card.tsx';
import { CopyButton } from '../../../../console/ui/CopyButton.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { Answered, ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag, type Tone } from '../../../../console/ui/Tag.tsx';
import { listForms } from '../../../forms/contract.ts';
import { listLinks, revokeLink, type SurveyLink } from '../../../surveys/contract.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './survey-words.ts';

const SurveySheet = lazy(() => import('./SurveySheet.tsx'));
const AnswerSheet = lazy(() => import('./AnswerSheet.tsx'));
const NewSurvey = lazy(() => import('./NewSurvey.tsx'));

const SHOWN = 4;
const TONES: Readonly<Record<SurveyLink['state'], Tone>> = {
  open: 'accent',
  answered: 'ok',
  expired: 'neutral',
  revoked: 'neutral',
};

type Open = { readonly what: 'picture' | 'answer'; readonly link: SurveyLink } | { readonly what: 'new' } | null;

/** The surveys that wait for her: shown as a code to scan, or written down by a colleague who talks to her. */
export function Surveys({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const params = { customer: customer.customerId };
  const may = can('surveys:read');
  const query = useEndpoint(listLinks, { params }, { enabled: may });
  const forms = useEndpoint(listForms, {}, { enabled: may && can('forms:read'), staleTime: 60_000 });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const say = useSay();
  const titleOf = (link: SurveyLink): string => {
    const form = forms.data?.items.find((each) => each.form === link.form && each.playbook === link.playbook);
    return form ? say(form.title) : link.form;
  };
  if (!may) return null;
  return (
    <Section
      title={t('title')}
      extra={
        can('surveys:write') ? (
          <Button size="small" icon="plus" onClick={() => setOpen({ what: 'new' })}>
            {t('make')}
          </Button>
        ) : null
      }
    >
      <Answered query={query} skeleton={<Skeleton lines={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="t3">{t('none')}</p>
          ) : (
            <ul className="why">
              {items.slice(0, SHOWN).map((link) => (
                <Line key={link.linkId} link={link} title={titleOf(link)} open={(what) => setOpen({ what, link })} />
              ))}
              {items.length > SHOWN ? <li className="t3 f12">{t('more', { count: items.length - SHOWN })}</li> : null}
            </ul>
          )
        }
      </Answered>
      <Suspense fallback={null}>
        {open?.what === 'picture' ? (
          <SurveySheet link={open.link} title={titleOf(open.link)} close={close} />
        ) : open?.what === 'answer' ? (
          <AnswerSheet link={open.link} title={titleOf(open.link)} close={close} />
        ) : open?.what === 'new' ? (
          <NewSurvey
            customerId={customer.customerId}
            close={close}
            made={(link) => setOpen({ what: 'picture', link })}
          />
        ) : null}
      </Suspense>
    </Section>
  );
}

function Line({ link, title, open }: { link: SurveyLink; title: string; open: (what: 'picture' | 'answer') => void }) {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const revoke = useAction(revokeLink, { changes: [listLinks] });
  const { state, answeredAt, openedAt, createdAt } = link;
  const told = answeredAt ?? openedAt ?? createdAt;
  return (
    <li>
      <div className="row g8">
        <Icon name="form" />
        <span className="fw5 el">{title}</span>
        <Tag tone={TONES[state]}>{state === 'open' && openedAt ? t('state.opened') : t(`state.${state}`)}</Tag>
        <span className="grow f12 t3 nw">{format.when(told)}</span>
        {state === 'open' ? (
          <>
            <CopyButton text={link.url} label={t('copy')} />
            <Menu
              align="end"
              groups={[
                {
                  items: [
                    { key: 'picture', label: t('picture'), icon: 'link', onSelect: () => open('picture') },
                    ...(can('forms:answer')
                      ? [{ key: 'answer', label: t('answer'), icon: 'edit' as const, onSelect: () => open('answer') }]
                      : []),
                    ...(can('surveys:write')
                      ? [
                          {
                            key: 'revoke',
                            label: t('revoke'),
                            icon: 'close' as const,
                            danger: true,
                            onSelect: () => revoke.mutate({ params: { link: link.linkId } }),
                          },
                        ]
                      : []),
                  ],
                },
              ]}
              trigger={(props) => (
                <button type="button" className="hx-icon-button" aria-label={t('moreOf', { title })} {...props}>
                  <Icon name="more" size={16} />
                </button>
              )}
            />
          </>
        ) : null}
      </div>
      <ErrorNote error={revoke.error} />
    </li>
  );
}
