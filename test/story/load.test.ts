import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';
import { readStoryLines } from '../load/story-lines.mjs';

const LOADER = fileURLToPath(new URL('../load/load-stories.mjs', import.meta.url));
const REAL = fileURLToPath(new URL('../../../shared/data/user-stories', import.meta.url));

describe('the loader of user stories', () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await startServer();
    folder = await mkdtemp(path.join(tmpdir(), 'stories-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const load = (url: string, ...files: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [LOADER, '--url', url, ...files], (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
  const fileOf = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };

  test('takes stories, leaves what is none, and says of every line which and why', async () => {
    const long = `As a planner I want ${'very '.repeat(50)}long titles so that nothing is lost`;
    const file = await fileOf(
      'messy.txt',
      [
        '\r',
        '\ufeffAs a driver I want to see  the road  so that I arrive \r',
        'Chapter two\r',
        'As anInspector I want to inspect\tthings',
        long,
        'As anInspector I want to inspect things',
        '',
      ].join('\n'),
    );
    const { code, out } = await load(server.url, file);
    expect(out).toContain('6 lines read = 4 taken + 2 left');
    expect(out).toContain('left line 1: empty');
    expect(out).toContain('left line 3: not a user story');
    expect(out).toContain(
      'white space changed on 2 of the lines taken: 1 byte order marks and 1 carriage returns taken out, 3 runs',
    );
    expect(out).toContain(`line 5 (US-103) has ${long.length} characters: whole in the narrative`);
    expect(out).toContain('lines 4 and 6 say the same: each was taken');
    expect(out).toContain('all 4 stories are there, word for word');
    expect(code).toBe(0);
  });

  test('says what to do when nobody answers, and ends with an error', async () => {
    const { code, err } = await load('http://127.0.0.1:9', await fileOf('one.txt', 'As a tester I want an error'));
    expect(code).toBe(2);
    expect(err).toContain('Is Tandem running at http://127.0.0.1:9?');
  });

  test('refuses bytes that are not UTF-8 instead of guessing at words', () => {
    expect(() => readStoryLines(Uint8Array.of(0x41, 0x73, 0x20, 0xe9, 0x20, 0x49), 200)).toThrow(TypeError);
  });

  test('all real files beside the checkout go in, word for word', async ({ skip }) => {
    if (!existsSync(REAL)) skip('there is no ../shared/data/user-stories beside this checkout');
    const files = (await readdir(REAL)).filter((name) => name.endsWith('.txt')).map((name) => path.join(REAL, name));
    const { code, out, err } = await load(server.url, ...files);
    expect(err).not.toContain('Could not load');
    expect(out.match(/word for word/g)).toHaveLength(files.length);
    expect(out).not.toContain('not a user story');
    expect(code).toBe(0);
  });
});
