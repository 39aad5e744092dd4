// What `npm start` and `npm test` need before anything else: packages, and a Chromium for the browser checks.
// Plain Node, since it runs before anything is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the project, showing what it prints; ends the process when it fails. */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs the locked packages when they are missing or older than the lockfile. */
export function installPackages() {
  const installed = `${root}node_modules/.package-lock.json`;
  const fresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
  if (fresh) return;
  console.log('Installing packages');
  // Not `npm ci`: it refuses a lockfile that lacks other platforms' optional binaries, `install` keeps to it all the same.
  run('npm', ['install', '--no-audit', '--no-fund']);
  utimesSync(installed, new Date(), new Date());
}

const SYSTEM_CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function installedChromium() {
  const require = createRequire(import.meta.url);
  const bundled = () => require('@playwright/test').chromium.executablePath();
  return [process.env.NETLOOM_CHROMIUM, ...SYSTEM_CHROMIUMS, bundled()].find(path => path && existsSync(path));
}

/**
 * Path of a Chromium: one that is here, else Playwright's own, else (as root on Debian) the distribution's package.
 */
export function findChromium() {
  const here = installedChromium();
  if (here) return here;
  console.log('No Chromium found; asking Playwright for its own');
  spawnSync('npx', ['playwright', 'install', 'chromium'], { cwd: root, stdio: 'inherit' });
  const downloaded = installedChromium();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("Playwright's download failed; installing the Debian package");
    execFileSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-q', 'chromium'], { stdio: 'inherit' });
  }
  const packaged = installedChromium();
  if (packaged) return packaged;
  console.error('No Chromium to test with. Install one, or name it in NETLOOM_CHROMIUM.');
  return process.exit(1);
}
