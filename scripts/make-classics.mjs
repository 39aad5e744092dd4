// `npm run classics`: writes the classic networks as documents into presets/, from the sketches in scripts/classics.
import { runnerImport } from 'vite';
import { root } from './setup.mjs';

const { module } = await runnerImport(`${root}scripts/classics/write.ts`, { root });
await module.default(`${root}presets`);
