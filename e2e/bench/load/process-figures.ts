import { readFileSync, readdirSync } from 'node:fs';

/** The process that started this one; null when it is gone. */
function parentOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name may hold spaces and brackets; what follows its last bracket does not.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/**
 * Processor time of all threads, in seconds, from the scheduler's own clock. The figures of `/proc/PID/stat` are no use
 * here: the kernel charges a whole hundredth of a second to whoever runs when its tick comes, and a server whose timers
 * wake it at just these moments was charged more than twice what it used.
 */
function cpuSecondsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
      const [ran] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ');
      return sum + Number(ran) / 1e9;
    }, 0);
  } catch {
    return 0;
  }
}

/** A process and all it started, e.g. Kontor and its embedded database. */
export function treeOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name)) ?? 0;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const one of tree) tree.push(...(children.get(one) ?? []));
  return tree;
}

/** Processor seconds used so far. */
export const cpuOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);

/** Memory in use now, MiB. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const text = readFileSync(`/proc/${pid}/status`, 'latin1');
    return sum + Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024;
  }, 0);
}
