// `npm start`: installs what is missing, builds, serves the built app and opens it where there is a browser.
import { installPackages, root, run } from './setup.mjs';

installPackages();
run('npm', ['run', '--silent', 'build']);

const { preview } = await import('vite');
const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const server = await preview({
  root,
  preview: { port: Number(process.env.PORT ?? 4173), open: Boolean(desktop) && !process.env.CI },
});
console.log('\nNetloom is served at');
server.printUrls();
