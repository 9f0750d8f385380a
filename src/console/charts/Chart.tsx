import { type ReactNode, useRef, useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { useWidth } from '../lib/useWidth.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { asPng, asText, save, standalone } from './picture.ts';
import './Chart.css';
import '../ui/IconButton.css';

export interface ChartProps {
  /** What it shows, in words, with the main figures: read by screen readers. */
  readonly label: string;
  /** Title of the copied picture and name of its file. Without it the picture cannot be copied. One per card. */
  readonly title?: string;
  readonly height: number;
  readonly children: (width: number) => ReactNode;
}

/** An SVG as wide as its place; its picture can be copied and saved when it has a title. */
export function Chart({ label, title, height, children }: ChartProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={box} className="hx-chart" style={{ minHeight: height }}>
      {width > 0 ? (
        <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          {children(width)}
        </svg>
      ) : null}
      {title ? <PictureMenu title={title} /> : null}
    </div>
  );
}

function PictureMenu({ title }: { title: string }) {
  const t = useShellWords();
  const anchor = useRef<HTMLSpanElement>(null);
  const [said, setSaid] = useState('');
  const sheet = () => {
    const svg = anchor.current?.parentElement?.querySelector<SVGSVGElement>(':scope > svg');
    if (!svg) throw new Error('there is no chart to copy');
    return standalone(svg, title);
  };
  const copy = async () => {
    try {
      // A promise inside the item keeps the click's permission while the picture is drawn.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': asPng(sheet()) })]);
      setSaid(t('copy.copied'));
    } catch {
      save(await asPng(sheet()), `${title}.png`);
    }
    setTimeout(() => setSaid(''), 1600);
  };
  return (
    <span ref={anchor} className="picture">
      <output className="f12 t3">{said}</output>
      <Menu
        align="end"
        width={160}
        groups={[
          {
            items: [
              { key: 'copy', icon: 'copy', label: t('chart.copy'), onSelect: () => void copy() },
              {
                key: 'png',
                icon: 'download',
                label: t('chart.png'),
                onSelect: () => void asPng(sheet()).then((blob) => save(blob, `${title}.png`)),
              },
              {
                key: 'svg',
                icon: 'download',
                label: t('chart.svg'),
                onSelect: () => save(new Blob([asText(sheet())], { type: 'image/svg+xml' }), `${title}.svg`),
              },
            ],
          },
        ]}
        trigger={(props) => (
          <button type="button" className="hx-icon-button" aria-label={`${t('chart.menu')} ${title}`} {...props}>
            <Icon name="more" />
          </button>
        )}
      />
    </span>
  );
}

/** Colours in words, only where a label beside the mark does not fit. */
export function Legend({ items }: { items: readonly { readonly label: string; readonly colour: string }[] }) {
  return (
    <span className="hx-legend">
      {items.map((item) => (
        <span key={item.label}>
          <i style={{ background: item.colour }} />
          {item.label}
        </span>
      ))}
    </span>
  );
}
