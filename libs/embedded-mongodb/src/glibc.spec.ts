import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isAtLeast, nodeCommand, systemGlibc } from './glibc.js';

describe('the C library of the embedded database', () => {
  it('compares versions by number, not by letter', () => {
    expect(isAtLeast('2.38', '2.38')).toBe(true);
    expect(isAtLeast('2.100', '2.38')).toBe(true);
    expect(isAtLeast('3.0', '2.38')).toBe(true);
    expect(isAtLeast('2.9', '2.38')).toBe(false);
  });

  it('runs plain node where the system is new enough', async () => {
    expect(await nodeCommand('/nowhere', '2.39')).toEqual({ command: process.execPath, args: [] });
  });

  it('says what to do instead when a newer library cannot be had', async () => {
    if (process.platform !== 'linux') return;
    const cacheDir = await mkdtemp(path.join(os.tmpdir(), 'kontor-glibc-'));
    const before = process.env['PATH'];
    try {
      process.env['PATH'] = cacheDir; // no apt-get here, as on other distributions
      const attempt = nodeCommand(cacheDir, '2.17');
      await expect(attempt).rejects.toMatchObject({ code: 'LIBRARY_UNOBTAINABLE' });
      await expect(attempt).rejects.toThrow('set MONGODB_URI or use docker/compose.yml');
    } finally {
      process.env['PATH'] = before;
      await rm(cacheDir, { recursive: true });
    }
  });

  it('knows the version of this system, or that there is none', () => {
    const version = systemGlibc();
    expect(version === undefined || /^\d+\.\d+$/.test(version)).toBe(true);
  });
});
