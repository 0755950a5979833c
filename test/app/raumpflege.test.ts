import assert from "node:assert/strict";
import { pflege } from "../../src/app/raumpflege.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Erledigung, Pflegeurteil, Raumabschied, Raumpflege } from "../../src/domain/ports/raumpflege.js";
import { stehendeUhr } from "../helfer/uhr.js";
import { auftrag, neuerVorgang, um } from "../store/beispiele.js";

const STOERUNG: Pflegeurteil = { art: "spaeter", grund: { code: "TIM_STOERUNG", text: "gestört" } };
const gesendet = (id: string) =>
  auftrag({
    id,
    ereignis: "KORREKTUR_VOM_PFLEGEDIENST",
    kanal: "TIM",
    zustand: "UEBERGEBEN",
    naechsterVersuch: null,
    adresse: "@praxis:tim.test",
    stand: 1,
  });

async function laufe(vorgang: Vorgang, urteile: readonly Pflegeurteil[] = []) {
  const erledigungen: Erledigung[] = [];
  const abschiede: Raumabschied[] = [];
  const vermerkte: string[] = [];
  const zurueck: (Date | null)[] = [];
  const offene = [...urteile];
  const antwort = (): Promise<Pflegeurteil> => Promise.resolve(offene.shift() ?? { art: "getan" });
  const raeume: Raumpflege = {
    bereit: true,
    beiBereitschaft: () => () => undefined,
    erledige: (erledigung) => (erledigungen.push(erledigung), antwort()),
    verlasse: (abschied) => (abschiede.push(abschied), antwort()),
  };
  const speicher = {
    beanspruche: () => Promise.resolve(null),
    naechste: () => Promise.resolve(null),
    merkeErledigt: (_vorgang: string, id: string) => Promise.resolve(void vermerkte.push(id)),
    gibZurueck: (_fall: unknown, wann: Date | null) => Promise.resolve(void zurueck.push(wann)),
  };
  const teile = { raeume, speicher, uhr: stehendeUhr(um(10).toISOString()), leaseMs: 60_000 };
  await pflege({ vorgang, bis: um(11) }, teile, new AbortController().signal);
  return { erledigungen, abschiede, vermerkte, zurueck };
}

describe("Raumpflege of one Vorgang", () => {
  it("says in the room that the message is settled, without anything personal, and notes it", async () => {
    const vorgang = neuerVorgang({ alarmstand: 2, fadenId: "faden-7", ausgang: [gesendet("a"), gesendet("b")] });
    const { erledigungen, vermerkte, zurueck } = await laufe(vorgang);
    assert.deepEqual(erledigungen[0], {
      auftragId: "a",
      adresse: "@praxis:tim.test",
      fadenId: "faden-7",
      vorgangId: vorgang.id,
      nachrichtentyp: "Korrektur",
      betreff: "Erledigt: Korrekturanfrage zur Verordnung",
      text: `Zu dieser Nachricht ist nichts mehr zu tun.\n\nVerordnungs-ID: ${vorgang.id}`,
    });
    assert.deepEqual(vermerkte, ["a", "b"]);
    assert.deepEqual(zurueck, [null]);
  });

  it("comes back in 30 s when the homeserver fails, and keeps what was done", async () => {
    const vorgang = neuerVorgang({ alarmstand: 2, ausgang: [gesendet("a"), gesendet("b"), gesendet("c")] });
    const { vermerkte, zurueck } = await laufe(vorgang, [{ art: "getan" }, STOERUNG]);
    assert.deepEqual(vermerkte, ["a"]);
    assert.deepEqual(zurueck, [um(10.5)]);
  });

  it("notes nothing of a message that never arrived", async () => {
    const vorgang = neuerVorgang({ alarmstand: 2, ausgang: [gesendet("a"), gesendet("b")] });
    const { vermerkte, zurueck } = await laufe(vorgang, [{ art: "entfaellt" }]);
    assert.deepEqual(vermerkte, ["b"]);
    assert.deepEqual(zurueck, [null]);
  });

  it("leaves the rooms of a deleted Vorgang", async () => {
    const vorgang = neuerVorgang({ status: "GELOESCHT", geaendertAm: um(1), fadenId: "faden-8" });
    const { abschiede, zurueck } = await laufe(vorgang);
    assert.deepEqual(abschiede, [{ fadenId: "faden-8", behalte: [] }]);
    assert.deepEqual(zurueck, [null]);
    assert.deepEqual((await laufe(vorgang, [STOERUNG])).zurueck, [um(10.5)]);
  });
});
