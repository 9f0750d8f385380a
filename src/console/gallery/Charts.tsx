import { ArmBars } from '../charts/ArmBars.tsx';
import { Legend } from '../charts/Chart.tsx';
import { EChart } from '../charts/EChart.tsx';
import { IntervalRows } from '../charts/IntervalPlot.tsx';
import { LineBand } from '../charts/LineBand.tsx';
import { Sparkline } from '../charts/Sparkline.tsx';
import { StackedBar } from '../charts/StackedBar.tsx';
import { useFormat } from '../lib/session.tsx';
import { Card } from '../ui/Card.tsx';
import { Figure, Figures } from '../ui/Figure.tsx';

const weeks = [
  '08-30',
  '09-06',
  '09-13',
  '09-20',
  '09-27',
  '10-04',
  '10-11',
  '10-18',
  '10-25',
  '11-01',
  '11-08',
  '11-15',
  '11-22',
];
const nps = [38, 40, 37, 41, 43, 39, 42, 44, 46, 45, 48, 47, 51];

export function Charts() {
  const format = useFormat();
  const share = (value: number) => format.percent(value);
  return (
    <>
      <Figures>
        <Figure
          label="今日回访"
          value="71"
          unit="/ 186"
          note="比昨天此刻多 8 个"
          chart={<Sparkline values={[3, 6, 5, 7, 6, 8, 10]} />}
        />
        <Figure
          label="超时"
          value="9"
          unit="个"
          note={
            <>
              <span className="bad">比昨天多 5 个</span>，最久 3 时 12 分
            </>
          }
          chart={<Sparkline tone="bad" values={[4, 3, 6, 5, 5, 5, 9]} />}
        />
        <Figure
          label="触发到完成 P50"
          value="46"
          unit="分"
          note="目标 60 分，P90 为 3 时 05 分"
          chart={<Sparkline values={[60, 55, 50, 51, 48, 47, 46]} />}
        />
        <Figure
          label="电话接通率"
          value="61.8"
          unit="%"
          interval="[58.1, 65.4]"
          n="681"
          chart={<Sparkline values={[50, 58, 55, 63, 58, 61, 62]} />}
        />
        <Figure label="90 天复购率" value={null} missing="仅 386 人到期，2027-01-21 全部到期" />
      </Figures>
      <Card title="NPS" caption="每周，阴影为 95% 区间" extra="近 13 周">
        <LineBand
          title="NPS"
          label="NPS"
          format={(value) => format.number(value, 0)}
          points={weeks.map((label, at) => ({
            label,
            value: nps[at] ?? null,
            low: (nps[at] ?? 0) - 12 + (at % 3),
            high: (nps[at] ?? 0) + 12 - (at % 2),
            n: 118 + at * 4,
          }))}
          target={{ value: 45, label: '目标 45' }}
          breaks={[{ at: 7, label: '口径 v2 起不计空答卷' }]}
        />
        <p className="f12 t2 cjk">上周 51 [40.3, 61.7]，区间仍含目标 45，还不能说已达标。</p>
      </Card>
      <div className="pair">
        <Card title="增量收入" extra="元 / 全部干预组">
          <Figure value="¥314,038" interval="[105,703, 522,373]" beside />
          <IntervalRows
            title="增量收入"
            format={(value) => format.money(value)}
            axis={(value) => format.short(value)}
            rows={[
              { label: '调整后', value: 314038, low: 105703, high: 522373, proven: true },
              { label: '原始', value: 296120, low: -5870, high: 598110, proven: false },
            ]}
          />
        </Card>
        <Card title="投入产出" extra="毛利率 45%">
          <StackedBar
            title="投入"
            parts={[
              { label: '人工', value: 21840, text: '¥21,840' },
              { label: '优惠', value: 9960, text: '¥9,960' },
              { label: '通道', value: 4680, text: '¥4,680' },
              { label: '系统', value: 4800, text: '¥4,800' },
            ]}
          />
          <div style={{ height: 16 }} />
          <StackedBar
            kind="arms"
            parts={[
              { label: '干预', value: 5104, text: '5,104 79.6%' },
              { label: '对照', value: 1308, text: '1,308 20.4%' },
            ]}
          />
        </Card>
        <Card
          title="各组走到哪一步"
          extra={
            <Legend
              items={[
                { label: '干预', colour: 'var(--accent)' },
                { label: '对照', colour: 'var(--control)' },
              ]}
            />
          }
        >
          <ArmBars
            title="各组走到哪一步"
            format={share}
            max={1}
            rows={[
              { label: '送达', treatment: 0.892, control: null, note: '对照不触达' },
              { label: '回应', treatment: 0.301, control: null, note: '对照不触达' },
              { label: '预约', treatment: 0.263, control: 0.2, note: '+6.3 点' },
              { label: '到店', treatment: 0.229, control: 0.182, note: '+4.7 点', strong: true },
              { label: '付费', treatment: 0.16, control: 0.134, note: '+2.6 点' },
            ]}
          />
        </Card>
      </div>
      <Card title="echarts" caption="大图，按需载入">
        <EChart
          label="示例"
          option={{
            tooltip: { trigger: 'axis' },
            xAxis: { type: 'category', data: weeks },
            yAxis: { type: 'value' },
            series: [
              { type: 'bar', name: '徐汇', data: nps },
              { type: 'bar', name: '静安', data: nps.map((value) => value * 0.8) },
              { type: 'line', name: '浦东', data: nps.map((value) => value * 0.6) },
            ],
          }}
        />
      </Card>
    </>
  );
}
