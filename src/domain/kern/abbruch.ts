/**
 * The work goes on without a caller that gives up.
 * @throws the signal's reason, or what the work throws
 */
export async function bisAbbruch<T>(arbeit: Promise<T>, signal: AbortSignal): Promise<T> {
  const abgebrochen = Promise.withResolvers<never>();
  const brichAb = (): void => abgebrochen.reject(signal.reason);
  signal.addEventListener("abort", brichAb, { once: true });
  if (signal.aborted) brichAb();
  try {
    return await Promise.race([abgebrochen.promise, arbeit]);
  } finally {
    signal.removeEventListener("abort", brichAb);
  }
}
