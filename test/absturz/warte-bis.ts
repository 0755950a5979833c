const ABSTAND_MS = 25;
const FRIST_MS = 25_000;

/** Asks until the answer is not null or false, and returns it. @throws if that takes too long, saying what was waited for */
export async function warteBis<T>(
  was: string,
  frage: () => T | null | false | undefined | Promise<T | null | false | undefined>,
  fristMs = FRIST_MS,
): Promise<T> {
  for (const ende = Date.now() + fristMs; ;) {
    const antwort = await frage();
    if (antwort !== null && antwort !== false && antwort !== undefined) return antwort;
    if (Date.now() > ende) throw new Error(`Nicht eingetreten: ${was}`);
    await new Promise((weiter) => setTimeout(weiter, ABSTAND_MS));
  }
}
