import type { VerzeichnisKonfiguration } from "./konfiguration.js";

/** A page of the search is some hundred kilobytes; more is a fault of the directory. */
const HOECHSTE_ANTWORT = 4 * 1024 * 1024;

async function liesBegrenzt(antwort: Response): Promise<string> {
  const leser = antwort.body?.getReader();
  const stuecke: Uint8Array[] = [];
  let laenge = 0;
  for (let stueck = await leser?.read(); stueck && !stueck.done; stueck = await leser?.read()) {
    const bytes = stueck.value as Uint8Array;
    laenge += bytes.length;
    if (laenge > HOECHSTE_ANTWORT) {
      await leser?.cancel();
      throw new Error("answer too large");
    }
    stuecke.push(bytes);
  }
  return Buffer.concat(stuecke).toString("utf8");
}

/** `GET …/HealthcareService?…`, as JSON; null whatever goes wrong on the way: try again later. */
export async function frageVerzeichnis(
  { basis, token, fristMs }: VerzeichnisKonfiguration,
  suche: URLSearchParams,
  signal?: AbortSignal,
): Promise<unknown> {
  const frist = AbortSignal.timeout(fristMs);
  try {
    const antwort = await fetch(`${basis}/HealthcareService?${suche.toString()}`, {
      headers: {
        accept: "application/fhir+json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      redirect: "error",
      signal: signal ? AbortSignal.any([frist, signal]) : frist,
    });
    const text = await liesBegrenzt(antwort);
    return antwort.ok ? (JSON.parse(text) as unknown) : null;
  } catch {
    return null;
  }
}
