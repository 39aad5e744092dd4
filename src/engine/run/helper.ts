import { type Employment, serve } from './serve';

// The script of a helping thread. It answers once, when it is there, and then serves.
self.onmessage = ({ data }: MessageEvent<Employment>) => {
  self.postMessage('ready');
  serve(data);
};
