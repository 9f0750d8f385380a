import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { Choices } from '../../../console/ui/Choices.tsx';
import type { Look } from '../contract.ts';
import { words } from './words.ts';

/** The window itself, as visitors get it; what is typed beside it shows at once, and nothing in it is kept or sent. */
export function Preview({ frameUrl, look, lang }: { frameUrl: string; look: Look; lang: 'zh' | 'en' }) {
  const t = useWords(words);
  const frame = useRef<HTMLIFrameElement>(null);
  const [scheme, setScheme] = useState<'light' | 'dark'>('light');
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
    frame.current?.contentWindow?.postMessage({ hx: 'look', look }, location.origin);
  }, [look]);
  useEffect(() => {
    const ready = (event: MessageEvent<{ hx?: string }>) => {
      if (event.source !== frame.current?.contentWindow || event.data.hx !== 'ready') return;
      frame.current?.contentWindow?.postMessage({ hx: 'look', look: latest.current }, location.origin);
    };
    addEventListener('message', ready);
    return () => removeEventListener('message', ready);
  }, []);
  return (
    <aside className="preview">
      <div className="row g12">
        <h2 className="grow">{t('preview')}</h2>
        <Choices
          label={t('preview')}
          options={[
            { key: 'light', label: t('previewLight') },
            { key: 'dark', label: t('previewDark') },
          ]}
          value={scheme}
          choose={setScheme}
        />
      </div>
      <iframe
        ref={frame}
        title={t('preview')}
        src={`${frameUrl}?preview=${scheme}&lang=${lang}`}
        style={{ colorScheme: scheme }}
      />
    </aside>
  );
}
