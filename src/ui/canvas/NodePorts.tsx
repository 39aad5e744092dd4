import type { NodeFacts, Problem } from '../../core/inference/facts';
import type { NodePorts as Ports } from '../../core/inference/ports';
import { portX, slotSpan } from '../../readings/layout/node-size';
import type { Verdict } from './in-hand';
import { Port } from './Port';

interface NodePortsProps {
  readonly node: string;
  readonly ports: Ports;
  /** The card's width. */
  readonly width: number;
  readonly facts: NodeFacts | undefined;
  readonly problems: readonly Problem[];
  readonly verdict: Verdict | null;
}

/** The inputs along a card's top and the outputs along its bottom. */
export function NodePorts({ node, ports, width, facts, problems, verdict }: NodePortsProps) {
  return (
    <>
      {ports.inputs.map((port, i) => (
        <Port
          key={port.name}
          node={node}
          side="to"
          port={port}
          many={port.many}
          x={portX(width, i, ports.inputs.length)}
          span={port.many ? slotSpan(width, wiresInto(facts?.inputs, port.name)) : 0}
          missing={problems.some(p => p.code === 'unconnected' && (p.port ?? port.name) === port.name)}
          aimed={verdict?.port === port.name}
        />
      ))}
      {ports.outputs.map((port, i) => (
        <Port
          key={port.name}
          node={node}
          side="from"
          port={port}
          many={false}
          x={portX(width, i, ports.outputs.length)}
          span={0}
          missing={false}
          aimed={verdict?.port === port.name}
        />
      ))}
    </>
  );
}

const wiresInto = (inputs: Readonly<Record<string, unknown>> | undefined, port: string): number =>
  Object.keys(inputs ?? {}).filter(key => key.startsWith(`${port}.`)).length;
