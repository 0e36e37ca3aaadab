import type { Fault, Scene } from '../fault.js';

/** The program dies; only what it had stored is left, because everybody who could bring something back stays away. */
async function restartAlone({ stage, crowd }: Scene, strike: () => void): Promise<void> {
  crowd.hold();
  strike();
  crowd.stopTyping();
  await stage.kontor.gone();
  await stage.restart();
}

export const killApp: Fault = {
  name: 'kill-app',
  stage: 'embedded',
  strike: (scene) => restartAlone(scene, () => scene.stage.kontor.child.kill('SIGKILL')),
};

/** The program stays up with all it has in memory, so the database is judged by what it holds itself. */
export const killDatabase: Fault = {
  name: 'kill-database',
  stage: 'embedded',
  async strike({ stage, crowd }) {
    const before = crowd.now();
    process.kill(stage.kontor.databasePid, 'SIGKILL');
    await crowd.hearsAgain(before);
  },
};

export const killBoth: Fault = {
  name: 'kill-both',
  stage: 'embedded',
  strike: (scene) =>
    restartAlone(scene, () => {
      const { kontor } = scene.stage;
      process.kill(kontor.databasePid, 'SIGKILL');
      kontor.child.kill('SIGKILL');
    }),
};
