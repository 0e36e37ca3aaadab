/** Limits without rates: what they bound, a patient attacker sends slowly. */
export const WITHOUT_RATES = {
  rate: {
    perSecond: 1e9,
    burst: 1e9,
    waitingFrames: 1e9,
    waitingBytes: 1e9,
    awarenessPerSecond: 1e9,
    awarenessBurst: 1e9,
  },
};
