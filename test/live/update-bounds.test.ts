import { DependenciesMissing, DocumentClocks } from '@tandem/api/live/document-clocks';
import { scanUpdate } from '@tandem/api/live/scan-update';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { randomEdits } from './random-edits.ts';

const SEEDS = 30;

test('what Yjs encodes is scanned to the same clocks, one update at a time and as a whole', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { doc, updates } = randomEdits(seed);
    const known = DocumentClocks.of(null, []);
    for (const update of updates) {
      const scan = scanUpdate(update);
      const addition = known.judge(scan);
      expect(addition.isNew, `seed ${seed}`).toBe(true);
      known.add(scan, addition);
      expect(known.judge(scan).isNew, `seed ${seed}, sent again`).toBe(false);
    }
    expect(known.clocks, `seed ${seed}`).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
    const whole = Y.encodeStateAsUpdate(doc);
    expect(known.judge(scanUpdate(whole)).ends.size, `seed ${seed}, the whole document`).toBe(0);
    expect(DocumentClocks.of(whole, []).clocks, `seed ${seed}, from its snapshot`).toEqual(known.clocks);
    expect(DocumentClocks.of(null, []).judge(scanUpdate(whole)).ends, `seed ${seed}, into an empty one`).toEqual(
      known.clocks,
    );
  }
});

test('an update without the ones before it is missing its dependencies, exactly when Yjs would leave it pending', () => {
  for (let seed = 1; seed <= SEEDS / 3; seed++) {
    const { updates } = randomEdits(seed, 24);
    for (const skipped of updates.keys()) {
      const doc = new Y.Doc();
      const known = DocumentClocks.of(null, []);
      for (const [i, update] of updates.entries()) {
        if (i === skipped) continue;
        const scan = scanUpdate(update);
        const trial = copyOf(doc);
        Y.applyUpdate(trial, update);
        if (trial.store.pendingStructs || trial.store.pendingDs) {
          expect(() => known.judge(scan), `seed ${seed}, update ${i} without ${skipped}`).toThrow(DependenciesMissing);
        } else {
          known.add(scan, known.judge(scan));
          Y.applyUpdate(doc, update);
        }
      }
      expect(known.clocks).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
    }
  }
});

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
