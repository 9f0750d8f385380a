import { IntervalPlot } from '../charts/IntervalPlot.tsx';
import { useFormat } from '../lib/session.tsx';
import { Card } from '../ui/Card.tsx';
import { Note } from '../ui/States.tsx';
import { Opening } from '../ui/Page.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Verdict, type VerdictKind } from '../ui/Verdict.tsx';
import { Two } from '../table/Two.tsx';
import { DataTable } from '../table/DataTable.tsx';

interface Line {
  name: string;
  note: string;
  target: number | null;
  control: string;
  treatment: string;
  value: number;
  low: number;
  high: number;
  verdict: VerdictKind;
}

const lines: Line[] = [
  {
    name: '30 天到店率',
    note: '登记指标',
    target: 3,
    control: '18.2%',
    treatment: '22.9%',
    value: 4.7,
    low: 2,
    high: 7.2,
    verdict: 'proven_gain',
  },
  {
    name: '付费转化率',
    note: '30 天内首次付费',
    target: 1.5,
    control: '13.4%',
    treatment: '16.0%',
    value: 2.6,
    low: 0.3,
    high: 4.8,
    verdict: 'proven_gain',
  },
  {
    name: 'NPS',
    note: '应答率 9.4%',
    target: 5,
    control: '41',
    treatment: '46',
    value: 5,
    low: -12.9,
    high: 22.9,
    verdict: 'not_proven',
  },
];

/** The opening and the table of a scorecard, to hold beside the picture. */
export function Scorecard() {
  const format = useFormat();
  const points = (value: number) => format.points(value / 100);
  return (
    <>
      <Opening
        badge={<Verdict kind="proven_gain" />}
        caption="登记指标 30 天到店率，随时可看的判定"
        lead="没有唤醒时本来也有 18.2% 会回来。多出的 4.7 点在 2.0 到 7.2 之间，净赚在 0.2 到 4.7 元之间；是否超过登记目标 3.0 点还不能断定。"
        meta={[
          <span key="1">
            入组 <b>6,412 人</b>，08-01 起
          </span>,
          <span key="2">
            已到期 <b>干预 4,386 · 对照 1,121</b>
          </span>,
          <span key="3">
            定义 <b>v3，08-01 前固定</b>
          </span>,
        ]}
        side={
          <>
            <Tag tone="ok" icon="check" large>
              分组比例正常 p = 0.42
            </Tag>
            <span>设定 80 : 20，实际 79.6 : 20.4</span>
            <span>对照组被其他方案触达 6.1%</span>
          </>
        }
      >
        每唤醒 100 位沉默客户，多到店 <span className="ac">4.7 位</span>；每投入 1 元净赚 2.4 元
      </Opening>
      <DataTable
        name="gallery-scorecard"
        framed
        twoLines
        rows={lines}
        rowKey={(line) => line.name}
        openKey="30 天到店率"
        empty={null}
        columns={[
          {
            key: 'name',
            title: '指标',
            width: 196,
            render: (line) => <Two value={<span className="fw5">{line.name}</span>} under={line.note} />,
          },
          {
            key: 'target',
            title: '目标',
            width: 92,
            align: 'right',
            render: (line) => <span className="t2">{points(line.target ?? 0)}</span>,
          },
          {
            key: 'control',
            title: '对照组',
            width: 112,
            align: 'right',
            render: (line) => <Two value={<span className="t2">{line.control}</span>} under="204 人" />,
          },
          {
            key: 'treatment',
            title: '干预组',
            width: 112,
            align: 'right',
            render: (line) => <Two value={line.treatment} under="1,004 人" strong />,
          },
          {
            key: 'plot',
            title: '差值与 95% 区间',
            align: 'center',
            flush: true,
            render: (line) => (
              <IntervalPlot
                label={line.name}
                format={points}
                {...line}
                proven={line.verdict === 'proven_gain'}
                height={53}
              />
            ),
          },
          {
            key: 'diff',
            title: '差值',
            width: 132,
            align: 'right',
            render: (line) => <Two value={points(line.value)} under={format.interval(line.low, line.high)} strong />,
          },
          {
            key: 'verdict',
            title: '结论',
            width: 112,
            align: 'right',
            render: (line) => <Verdict kind={line.verdict} plain />,
          },
        ]}
      />
      <Card>
        <Note>结果只说明徐汇、静安、浦东三店的 60–89 天沉默客户，换人群要重新验证。</Note>
      </Card>
    </>
  );
}
