// Imported into Kontor by BENCH_PROFILE=folder: leaves a CPU profile of the process, from SIGUSR2 to SIGTERM.
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: 500 });
process.once('SIGUSR2', () => session.post('Profiler.start'));
process.once('SIGTERM', () => {
  session.post('Profiler.stop', (error, result) => {
    if (error) return;
    mkdirSync(process.env.BENCH_PROFILE, { recursive: true });
    const file = join(process.env.BENCH_PROFILE, `kontor-${Date.now()}.cpuprofile`);
    writeFileSync(file, JSON.stringify(result.profile));
  });
});
