import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/States.tsx';

export interface EChartProps {
  /** An echarts option without colours: they come from the tokens. */
  readonly option: EChartsCoreOption;
  readonly height?: number;
  /** What it shows, for screen readers. */
  readonly label: string;
}

const Canvas = lazy(() => import('./EChartCanvas.tsx'));

/** A large chart (scatter, heat map, many series). echarts is loaded only when one is on screen; simple pictures are plain SVG. */
export function EChart(props: EChartProps) {
  return (
    <Suspense
      fallback={
        <div style={{ height: props.height ?? 280 }}>
          <Skeleton lines={4} />
        </div>
      }
    >
      <Canvas {...props} />
    </Suspense>
  );
}
