/**
 * Keeps a claim or lease while the work lasts, so that slow work is not taken for a dead worker; one that was lost all the same
 * (a paused process) aborts the work.
 * @param verlaengere false: it was lost
 */
export async function mitHerzschlag<T>(
  verlaengere: () => Promise<boolean>,
  leaseMs: number,
  signal: AbortSignal,
  arbeite: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const verloren = new AbortController();
  const schlage = async (): Promise<void> => {
    // A database that does not answer says nothing; the next beat asks again.
    const gehalten = await verlaengere().catch(() => true);
    if (!gehalten) verloren.abort();
  };
  const herz = setInterval(() => void schlage(), leaseMs / 3);
  try {
    return await arbeite(AbortSignal.any([signal, verloren.signal]));
  } finally {
    clearInterval(herz);
  }
}
