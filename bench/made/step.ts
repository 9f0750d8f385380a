/** One step of the same process in our interpreter and in bpmn-engine: an action, a message awaited, a decision, a second action. */
import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';
import { compile, type FlowTree, type Input, NOT_STARTED, type Run, step } from '../../src/engine/flow/index.ts';

const tree: FlowTree = {
  nodes: [
    { id: 'send', kind: 'action', action: 'send', params: {} },
    { id: 'answer', kind: 'wait', event: 'response' },
    {
      id: 'score',
      kind: 'branch',
      cases: [
        {
          key: 'low',
          of: 'answer',
          where: [{ field: 'csat' }],
          do: [{ id: 'call', kind: 'action', action: 'call', params: {} }],
        },
      ],
      otherwise: [],
    },
  ],
};

const inputs: readonly Input[] = [
  { kind: 'start' },
  { kind: 'ended', token: 1, result: 'done' },
  { kind: 'event', token: 2, data: { csat: 1 } },
  { kind: 'decided', token: 3, choice: 0 },
  { kind: 'ended', token: 4, result: 'done' },
];

/** Steps a second, each from the saved state and back to it. */
export function ourStep(steps: number): number {
  const flow = compile(tree);
  let done = 0;
  const began = performance.now();
  while (done < steps) {
    let saved = JSON.stringify(NOT_STARTED);
    for (const input of inputs) saved = JSON.stringify(step(flow, JSON.parse(saved) as Run, input).run);
    if (!saved.includes('"end"')) throw new Error('our run did not end');
    done += inputs.length;
  }
  return done / ((performance.now() - began) / 1000);
}

const source = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <process id="ask" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="send" />
    <userTask id="send" /><sequenceFlow id="f2" sourceRef="send" targetRef="answer" />
    <userTask id="answer" /><sequenceFlow id="f3" sourceRef="answer" targetRef="score" />
    <exclusiveGateway id="score" default="f5" />
    <sequenceFlow id="f4" sourceRef="score" targetRef="call">
      <conditionExpression xsi:type="tFormalExpression">\${environment.variables.low}</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f5" sourceRef="score" targetRef="end" />
    <userTask id="call" /><sequenceFlow id="f6" sourceRef="call" targetRef="end" />
    <endEvent id="end" />
  </process>
</definitions>`;

/** The same in bpmn-engine, restored from its saved state for each step, as something that outlives a process must be. */
export async function bpmnStep(runs: number): Promise<number> {
  let steps = 0;
  const began = performance.now();
  for (let n = 0; n < runs; n++) {
    let state = await begin();
    for (const task of ['send', 'answer', 'call']) state = await resume(state, task);
    steps += 4;
  }
  return steps / ((performance.now() - began) / 1000);
}

type State = Awaited<ReturnType<Engine['getState']>>;

/** It takes each step at once, up to the next task. */
async function begin(): Promise<State> {
  const engine = new Engine({ name: 'ask', source, variables: { low: true } });
  await engine.execute({ listener: new EventEmitter() });
  const state = JSON.parse(JSON.stringify(await engine.getState())) as State;
  await engine.stop();
  return state;
}

async function resume(saved: State, task: string): Promise<State> {
  const engine = new Engine({ name: 'ask' }).recover(saved);
  const execution = await engine.resume({ listener: new EventEmitter() });
  execution.signal({ id: task });
  if ((execution.state === 'running') === (task === 'call')) throw new Error(`after ${task} it is ${execution.state}`);
  const state = JSON.parse(JSON.stringify(await engine.getState())) as State;
  if (execution.state === 'running') await engine.stop();
  return state;
}
