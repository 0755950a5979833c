import type { IdGeber, Uhr } from "../../src/domain/ports/umgebung.js";

export interface StellbareUhr extends Uhr {
  stelle(zeitpunkt: Date | string): void;
  vor(ms: number): void;
}

/** A clock that stands until it is set; noon in Berlin by default, far from every midnight. */
export function stehendeUhr(beginn: Date | string = "2026-03-02T11:00:00Z"): StellbareUhr {
  let jetzt = new Date(beginn);
  return {
    jetzt: () => jetzt,
    stelle: (zeitpunkt) => (jetzt = new Date(zeitpunkt)),
    vor: (ms) => (jetzt = new Date(jetzt.getTime() + ms)),
  };
}

/**
 * A standing clock for a gateway whose neighbours go by the real one: when a test begins it is not behind it, however long the specs
 * before took, because a token from the future is refused. Call it in the body of `describe`, before `testGateway`.
 */
export function uhrAbJetzt(): StellbareUhr {
  const uhr = stehendeUhr(new Date());
  const holeAuf = (): void => {
    const jetzt = new Date();
    if (uhr.jetzt() < jetzt) uhr.stelle(jetzt);
  };
  before(holeAuf);
  beforeEach(holeAuf);
  return uhr;
}

/** Ids in a row: each is unique, has the real form, and tells in which order it was given. */
export function zaehlendeIds(): IdGeber {
  let nummer = 0;
  const naechste = (stellen: number): string => String(++nummer).padStart(stellen, "0");
  return {
    neueId: () => `00000000-0000-4000-8000-${naechste(12)}`,
    neuerCode: () => naechste(64),
    neueSeriennummer: () => naechste(12),
  };
}
