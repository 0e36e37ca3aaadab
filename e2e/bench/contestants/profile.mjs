// Imported into Kontor by BENCH_PROFILE=folder: leaves a CPU profile of the process, from SIGWINCH to its end.
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: 500 });
process.once('SIGWINCH', () => session.post('Profiler.start'));
process.once('exit', () => {
  session.post('Profiler.stop', (error, result) => {
    if (error) return process.stderr.write(`no profile: ${error.message}\n`);
    mkdirSync(process.env.BENCH_PROFILE, { recursive: true });
    const file = join(process.env.BENCH_PROFILE, `kontor-${Date.now()}.cpuprofile`);
    writeFileSync(file, JSON.stringify(result.profile));
  });
});
