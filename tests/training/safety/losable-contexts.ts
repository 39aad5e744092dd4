// Imported in a worker before anything else: makes its graphics contexts losable from the page, and itself mortal.

const contexts: WebGL2RenderingContext[] = [];
const getContext = OffscreenCanvas.prototype.getContext;
OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: Parameters<typeof getContext>) {
  const context = getContext.apply(this, args);
  if (context instanceof WebGL2RenderingContext) contexts.push(context);
  return context;
} as typeof getContext;

new BroadcastChannel('die').onmessage = () => {
  setTimeout(() => {
    throw new Error('out of luck');
  });
};
new BroadcastChannel('lose the graphics').onmessage = () => {
  for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
};
