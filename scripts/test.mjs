// `npm test`: every check there is, from a bare clone. Ends with one line: N passed, N failed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { findChromium, installPackages, root } from './setup.mjs';

installPackages();
const NETLOOM_CHROMIUM = findChromium();
const reports = `${root}test-results/`;
rmSync(reports, { recursive: true, force: true });

let passed = 0;
let failed = 0;

function exec(title, command, args, env = {}) {
  const began = Date.now();
  console.log(`\n▸ ${title}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NETLOOM_CHROMIUM, ...env },
    shell: process.platform === 'win32',
  });
  console.log(`  ${status === 0 ? 'ok' : 'failed'}, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return status === 0;
}

/** A check that is one pass or one failure. */
function check(title, command, args) {
  if (exec(title, command, args)) passed++;
  else failed++;
}

/** A test runner: its own report says how many passed; a run that ends badly without a failed test counts as one failure. */
function suite(title, args, report, count, env) {
  const ok = exec(title, 'npx', args, env);
  const counted = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  passed += counted.passed;
  failed += counted.failed + (!ok && counted.failed === 0 ? 1 : 0);
  if (ok && counted.passed === 0) failed++;
}

check('Types', 'npm', ['run', '--silent', 'check:types']);
check('Lint, format and layers', 'npm', ['run', '--silent', 'check:lint']);
check('Dead code', 'npm', ['run', '--silent', 'check:dead']);
check('Build', 'npm', ['run', '--silent', 'build']);
check('First load', 'node', ['scripts/first-load.mjs']);
suite(
  'Unit and property tests',
  ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${reports}unit.json`],
  `${reports}unit.json`,
  r => ({ passed: r.numPassedTests, failed: r.numFailedTests + (r.numFailedTests === 0 ? r.numFailedTestSuites : 0) }),
);
suite(
  'End-to-end tests in Chromium',
  ['playwright', 'test', '--reporter=list,json'],
  `${reports}e2e.json`,
  r => ({ passed: r.stats.expected + r.stats.flaky, failed: r.stats.unexpected }),
  { PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}e2e.json` },
);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
