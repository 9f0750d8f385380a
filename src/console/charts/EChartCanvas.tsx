import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use as register, registerTheme } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useShownScheme } from '../lib/settings.ts';
import { FONT_STACK, type Scheme } from '../tokens.ts';
import { chartColours } from '../theme.ts';
import type { EChartProps } from './EChart.tsx';

register([
  BarChart,
  LineChart,
  ScatterChart,
  HeatmapChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  DatasetComponent,
  VisualMapComponent,
  AriaComponent,
  SVGRenderer,
]);

function theme(scheme: Scheme) {
  const c = chartColours(scheme);
  const axis = {
    axisLine: { lineStyle: { color: c.lineStrong } },
    axisTick: { show: false },
    axisLabel: { color: c.ink3, fontSize: 11 },
    splitLine: { lineStyle: { color: c.grid } },
    nameTextStyle: { color: c.ink3 },
  };
  return {
    color: [...c.categories],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT_STACK, color: c.ink2 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: axis,
    legend: { textStyle: { color: c.ink3, fontSize: 12 }, itemWidth: 8, itemHeight: 8, icon: 'roundRect' },
    tooltip: {
      backgroundColor: c.surface,
      borderColor: c.lineStrong,
      textStyle: { color: c.ink, fontSize: 12 },
      extraCssText: `border-radius:8px;box-shadow:${c.shadow2}`,
    },
    visualMap: { inRange: { color: [...c.heat] }, textStyle: { color: c.ink3 } },
    line: { lineStyle: { width: 2 }, symbolSize: 5, smooth: false },
    bar: { itemStyle: { borderRadius: 2 }, barMaxWidth: 24 },
  };
}

registerTheme('hx-light', theme('light'));
registerTheme('hx-dark', theme('dark'));

export default function EChartCanvas({ option, height = 280, label }: EChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useShownScheme();
  useEffect(() => {
    if (!box.current) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const chart = init(box.current, `hx-${scheme}`, { renderer: 'svg' });
    chart.setOption({
      animation: !still,
      animationDuration: 180,
      grid: { left: 8, right: 16, top: 32, bottom: 8 },
      ...option,
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option, scheme]);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
