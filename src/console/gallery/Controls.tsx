import { Checkbox, DatePicker, Input, Radio, Select, Slider, Switch, Tabs } from 'antd';
import { useState } from 'react';
import { ApiProblem } from '../lib/problem.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Card, Facts, Section } from '../ui/Card.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { FileDrop } from '../ui/FileDrop.tsx';
import { Icon, iconNames } from '../ui/Icon.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { EmptyState, ErrorNote, ErrorState, Note, PageSkeleton } from '../ui/States.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Steps, Timeline } from '../ui/Timeline.tsx';
import { Verdict } from '../ui/Verdict.tsx';

const offline = new ApiProblem({
  code: 'internal',
  status: 500,
  title: '系统出错了',
  detail: '系统出错了，已记录编号 7f3a。请稍后再试。',
});

export function Controls() {
  const [sheet, setSheet] = useState<'panel' | 'dialog' | null>(null);
  return (
    <>
      <Card title="按钮与键">
        <div className="row g8 wrap">
          <Button type="primary" icon="send" keys="mod+Enter">
            发布 v5
          </Button>
          <Button icon="play">试运行</Button>
          <Button size="small" icon="download">
            导出
          </Button>
          <Button type="text" icon="alarm" keys="s">
            推迟
          </Button>
          <Button danger keys="c">
            挂断
          </Button>
          <Button disabled>不可用</Button>
          <Button loading>正在保存</Button>
          <Button icon="more" label="更多" />
          <Button onClick={() => setSheet('panel')}>打开侧板</Button>
          <Button onClick={() => setSheet('dialog')}>打开对话框</Button>
          <Menu
            groups={[
              {
                title: '排序',
                items: [
                  { key: 'due', label: '按到期', checked: true, onSelect: () => {} },
                  { key: 'value', label: '按价值', checked: false, onSelect: () => {} },
                ],
              },
              { items: [{ key: 'drop', label: '删除方案', icon: 'trash', danger: true, onSelect: () => {} }] },
            ]}
            trigger={(props) => (
              <button type="button" className="hx-icon-button" aria-label="菜单" {...props}>
                <Icon name="filter" />
              </button>
            )}
          />
          <KeyHint keys="j" />
          <KeyHint keys="mod+k" />
        </div>
      </Card>
      <div className="pair">
        <Card title="标签与判定">
          <div className="row g8 wrap">
            <Tag>金卡会员</Tag>
            <Tag tone="accent">忠实</Tag>
            <Tag tone="warn">青霉素过敏</Tag>
            <Tag tone="bad">NPS 3</Tag>
            <Tag tone="ok" dot>
              运行中
            </Tag>
            <Tag icon="lock">第 2 期内不可改</Tag>
          </div>
          <div className="row g8 wrap" style={{ marginTop: 12 }}>
            <Verdict kind="proven_gain" />
            <Verdict kind="proven_loss" />
            <Verdict kind="not_proven" />
            <Verdict kind="too_little_data" />
            <Verdict kind="invalid" />
          </div>
          <div className="row g12 wrap" style={{ marginTop: 12 }}>
            <Verdict kind="proven_gain" plain />
            <Verdict kind="not_proven" plain />
            <Verdict kind="too_little_data" plain />
            <Avatar name="沈佳怡" size={32} />
            <Avatar name="Lin" />
            <CopyButton text="cus_0192" shown="cus_0192" />
          </div>
        </Card>
        <Card title="字段">
          <div className="col g8">
            <Input placeholder="输入" />
            <Select
              placeholder="选择"
              options={[
                { value: 'a', label: '徐汇店' },
                { value: 'b', label: '静安店' },
              ]}
            />
            <DatePicker />
            <div className="row g16 wrap">
              <Switch defaultChecked aria-label="开关" />
              <Switch aria-label="开关" />
              <Checkbox defaultChecked>已同意</Checkbox>
              <Checkbox>未选</Checkbox>
              <Radio.Group
                defaultValue="a"
                options={[
                  { value: 'a', label: '今天' },
                  { value: 'b', label: '明天' },
                ]}
              />
            </div>
            <Slider defaultValue={20} aria-label="对照组比例" />
            <Input status="error" defaultValue="12a" aria-label="窗口天数" />
            <ErrorNote error={new ApiProblem({ code: 'x', status: 400, title: '窗口要填 1 到 365 之间的整数天' })} />
          </div>
        </Card>
      </div>
      <div className="pair">
        <Card flush title="面板">
          <Section title="目标" extra={<Tag icon="lock">第 2 期内不可改</Tag>}>
            <Facts
              rows={[
                ['转化', '到店，入组后 30 天内首次'],
                ['登记目标', '比对照高 3.0 个百分点'],
                [
                  '现在',
                  <span key="now">
                    <b>+4.7</b> [2.0, 7.2] <Verdict kind="proven_gain" plain words="已证实" />
                  </span>,
                ],
                ['护栏', '退订 0.6%，上限 1.0%'],
              ]}
            />
          </Section>
          <Section title="进度">
            <Progress part={0.43} label="正在重放 2011-08-14" note="可以离开，回来还在这里。约 50 秒。" />
          </Section>
          <Section>
            <Note>人工每通 5.2 分钟为实测，时薪 ¥42 为假定。</Note>
            <Note tone="warn">还有 3 个必问没有答案，完成时需写原因</Note>
          </Section>
        </Card>
        <Card title="往来">
          <Timeline
            items={[
              { key: '1', when: '昨天 18:20', icon: 'mail', text: '短信「术后三天注意事项」', right: '已送达，未回复' },
              { key: '2', when: '11-21 15:30', icon: 'calendar', text: '到店 · 种植手术，韩冬医生', right: '¥12,800' },
              {
                key: '3',
                when: '06-12 16:20',
                icon: 'form',
                text: '答卷「就诊满意度」NPS 9',
                detail: '“护士很温柔”',
                right: 'H5',
              },
            ]}
          />
          <Steps
            steps={[
              { key: 'a', state: 'done', text: '回复，识别为打算 4 分', detail: '“打算下月初来看看”', right: '10:19' },
              { key: 'b', state: 'current', text: '发出预约短链', right: '10:21' },
              { key: 'c', state: 'next', text: '生成客服邀约任务', right: '10:34 前' },
            ]}
          />
        </Card>
      </div>
      <div className="pair">
        <Card>
          <EmptyState
            icon="customers"
            title="客户会出现在这里"
            hint="导入一份名单，或用 API 把订单送进来，客户会自动建立。"
            action={<Button type="primary">导入客户</Button>}
          />
        </Card>
        <Card>
          <ErrorState error={offline} retry={() => {}} />
        </Card>
        <Card>
          <PageSkeleton />
        </Card>
      </div>
      <FileDrop accept=".csv,.xlsx" onFile={() => {}} hint="CSV 或 Excel，最大 100 MB" />
      <Tabs items={['客户路径', '话术与表单', '成效'].map((label) => ({ key: label, label }))} />
      <Card title="图标">
        <div className="row g16 wrap t2">
          {iconNames.map((name) => (
            <span key={name} title={name}>
              <Icon name={name} size={20} />
            </span>
          ))}
        </div>
      </Card>
      <Sheet
        open={sheet !== null}
        kind={sheet ?? 'panel'}
        title="删除 3 个标签"
        close={() => setSheet(null)}
        note="不会删除客户。"
        primary={{ label: '删除 3 个标签', onClick: () => setSheet(null), danger: true }}
      >
        删除后，用到这些标签的分群会少算人。
      </Sheet>
    </>
  );
}
