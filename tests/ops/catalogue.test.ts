import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/core/op/operation';
import { isBound, rejects, withDefaults } from '../../src/core/op/params';
import { catalogue } from '../../src/ops/catalogue';

const files = import.meta.glob<Record<string, Operation>>('../../src/ops/*/*.ts', { eager: true });

describe('the catalogue', () => {
  it('has one operation in each file, whose folder and name are its category and id', () => {
    for (const [path, file] of Object.entries(files)) {
      const [op, ...more] = Object.values(file);
      expect(more, path).toEqual([]);
      expect(path.endsWith(`/${op?.category}/${op?.id}.ts`), `${path} holds ${op?.category}/${op?.id}`).toBe(true);
    }
  });

  it('knows every file, so no two operations share an id', () => {
    expect(catalogue.size).toBe(Object.keys(files).length);
  });

  it('lists what is used most first within a category', () => {
    const pooling = [...catalogue.values()].filter(op => op.category === 'pooling');
    expect(pooling.slice(0, 2).map(op => op.id)).toEqual(['max_pool', 'average_pool']);
    expect([...catalogue.keys()][0]).toBe('input');
  });

  it.each([...catalogue.values()].map(op => [op.id, op] as const))('describes %s in full', (_, op) => {
    expect(op.summary).toMatch(/^[A-Z].*\.$/);
    expect(op.formula).not.toBe('');
    expect(op.aliases.length).toBeGreaterThan(0);
    expect(typeof op.notation(withDefaults(op.params, {}) as never)).toBe('string');
    for (const [name, spec] of Object.entries(op.params)) {
      expect(isBound(spec.default)).toBe(false);
      expect(rejects(spec, spec.default), `${op.id}.${name}`).toBeNull();
      expect(spec.label).not.toBe('');
    }
    for (const name of op.typed ?? []) expect(op.params).toHaveProperty(name);
  });
});
