import { connectFromPort, wireInto } from './connect-gesture';

const portOf = ({ target }: Event): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-port]') : null;

/** A press on a port starts a wire, or picks up the end of the one that an input has. By keyboard: search, or Connect. */
export function pressPort(event: PointerEvent): void {
  const port = portOf(event);
  const { nodeid: node, port: name, side, many } = port?.dataset ?? {};
  if (event.button !== 0 || node === undefined || name === undefined || (side !== 'from' && side !== 'to')) return;
  event.stopPropagation();
  const wired = side === 'to' && many !== 'true' ? wireInto(node, name) : null;
  connectFromPort(event, { side, end: [node, name] }, wired);
}

/** A tap on a port is not one on its node. */
export function keepFromNode(event: Event): void {
  if (portOf(event)) event.stopPropagation();
}
