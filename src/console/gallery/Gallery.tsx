import { Segmented } from 'antd';
import { useState } from 'react';
import { switchLocale } from '../lib/i18n.ts';
import { useLocale } from '../lib/settings.ts';
import { Look } from '../Look.tsx';
import type { Scheme } from '../tokens.ts';
import { Charts } from './Charts.tsx';
import { Controls } from './Controls.tsx';
import { Scorecard } from './Scorecard.tsx';
import { Tables } from './Tables.tsx';
import './Gallery.css';

const parts = { controls: Controls, charts: Charts, tables: Tables, scorecard: Scorecard } as const;
type Name = keyof typeof parts;

/** Every component in both schemes, on a development server only. `#charts&dark` opens a part in one scheme. */
export default function Gallery() {
  const locale = useLocale();
  const [hash, setHash] = useState(location.hash.slice(1).split('&'));
  const name = (hash[0] || 'controls') as Name;
  const only = hash[1] as Scheme | undefined;
  const Part = parts[name];
  const go = (next: Name) => {
    location.hash = next;
    setHash([next]);
  };
  return (
    <div className="hx-gallery">
      <header className="row g12">
        <Segmented<Name> options={Object.keys(parts) as Name[]} value={name} onChange={go} />
        <Segmented
          options={['zh', 'en'] as const}
          value={locale}
          onChange={(next) => void switchLocale(next as 'zh' | 'en')}
        />
      </header>
      {(['light', 'dark'] as const)
        .filter((scheme) => !only || only === scheme)
        .map((scheme) => (
          <div key={scheme} data-theme={scheme} className="ground">
            <Look scheme={scheme}>
              <Part />
            </Look>
          </div>
        ))}
    </div>
  );
}
