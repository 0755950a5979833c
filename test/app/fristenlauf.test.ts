import assert from "node:assert/strict";
import { fuehreFaelligeAus } from "../../src/app/fristenlauf.js";
import { faelligeFrist, naechsteFrist } from "../../src/domain/hkp/fristen.js";
import { SCHALTER_VORGABE } from "../../src/domain/hkp/ablauf.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Fristenspeicher } from "../../src/domain/ports/fristen.js";
import { dauerhaft, offen, zugewiesen } from "../domain/hkp/vorgaenge.js";
import { stehendeUhr } from "../helfer/uhr.js";
import { dienstbuehne } from "./dienste.js";
import type { Dienstumstaende } from "./dienste.js";

const NACH_ENDE = "2026-03-29T22:00:00Z";
const IMMER = (): Promise<boolean> => Promise.resolve(true);

/** The notes of the deadlines, kept beside the Vorgaenge as the database does. */
function lauf(vorgaenge: readonly Vorgang[], jetzt: string, umstaende: Dienstumstaende = {}) {
  const buehne = dienstbuehne({ ...umstaende, vorgaenge });
  const uhr = stehendeUhr(jetzt);
  const fehler: unknown[] = [];
  const gemerkt = new Map<string, Date | null>();
  const wann = (vorgang: Vorgang): Date | null => {
    const schluessel = `${vorgang.id}:${vorgang.version}`;
    if (gemerkt.has(schluessel)) return gemerkt.get(schluessel) ?? null;
    return naechsteFrist(vorgang, vorgang.geaendertAm, SCHALTER_VORGABE)?.faelligAm ?? null;
  };
  const fristen: Pick<Fristenspeicher, "faellige" | "merke" | "entferne"> = {
    async faellige(bis, hoechstens) {
      const alle = vorgaenge.map(({ id }) => buehne.stand(id)).filter((einer) => einer !== undefined);
      return alle.filter((einer) => (wann(einer)?.getTime() ?? Infinity) <= bis.getTime()).slice(0, hoechstens);
    },
    async merke({ id, version }, naechste) {
      gemerkt.set(`${id}:${version}`, naechste);
    },
    async entferne() {
      return true;
    },
  };
  const teile = {
    dienste: { ...buehne.dienste, uhr },
    fristen: fristen as Fristenspeicher,
    beiFehler: (einer: unknown) => fehler.push(einer),
  };
  return { buehne, uhr, fehler, gemerkt, teile };
}

describe("Fristenlauf: what is due, once and in order", () => {
  it("goes the one write path as the SYSTEM, with an id made from the deadline", async () => {
    const { buehne, teile, fehler } = lauf([offen()], NACH_ENDE);
    await fuehreFaelligeAus(teile, IMMER);
    const danach = buehne.stand(offen().id);
    assert.equal(danach?.status, "ABGESCHLOSSEN");
    assert.deepEqual(
      danach.anfragen.map(({ anfrageId, wer, aktion }) => ({ anfrageId, wer, aktion })),
      [{ anfrageId: "FRIST:AA1:2026-03-29T22:00:00.000Z", wer: "SYSTEM", aktion: "abschliessen" }],
    );
    assert.deepEqual(fehler, []);
  });

  it("does nothing when somebody was faster", async () => {
    let schneller = true;
    const { buehne, teile, fehler } = lauf([offen()], NACH_ENDE, {
      vorSchreiben: (stand) => {
        const vorgang = stand.get(offen().id);
        if (!schneller || vorgang === undefined) return;
        schneller = false;
        stand.set(vorgang.id, { ...vorgang, version: vorgang.version + 1, status: "ABGESCHLOSSEN" });
      },
    });
    await fuehreFaelligeAus(teile, IMMER);
    const danach = buehne.stand(offen().id);
    assert.deepEqual([danach?.status, danach?.version, danach?.protokoll.length], ["ABGESCHLOSSEN", 3, 0]);
    assert.deepEqual(fehler, []);
  });

  it("a reminder whose time is over is passed by: only the note moves", async () => {
    const angenommen = dauerhaft(zugewiesen());
    const { buehne, teile, gemerkt } = lauf([angenommen], "2026-03-10T09:00:00Z");
    await fuehreFaelligeAus(teile, IMMER);
    assert.deepEqual(buehne.stand(angenommen.id), angenommen);
    assert.deepEqual([...gemerkt.values()], [new Date("2026-03-24T23:00:00Z")]);
    assert.equal(faelligeFrist(angenommen, new Date("2026-03-10T09:00:00Z"), SCHALTER_VORGABE), null);
  });

  it("a Vorgang at which something fails is put back and does not hold up the others", async () => {
    const kranker = offen({ id: "krank" });
    const { buehne, teile, fehler, gemerkt } = lauf([kranker, offen()], NACH_ENDE, {
      vorSchreiben: () => undefined,
    });
    const schreibe = teile.dienste.store.schreibe.bind(teile.dienste.store);
    teile.dienste.store.schreibe = (vorgang, aenderung) =>
      vorgang.id === "krank" ? Promise.reject(new Error("kaputt")) : schreibe(vorgang, aenderung);
    await fuehreFaelligeAus(teile, IMMER);
    assert.equal(buehne.stand(offen().id)?.status, "ABGESCHLOSSEN");
    assert.deepEqual(fehler, [new Error("kaputt")]);
    assert.deepEqual(gemerkt.get("krank:2"), new Date("2026-03-29T22:05:00Z"));
  });

  it("stops before the next deadline once the lease is gone", async () => {
    const { buehne, teile } = lauf([offen({ id: "a" }), offen({ id: "b" })], NACH_ENDE);
    let rest = 1;
    await fuehreFaelligeAus(teile, () => Promise.resolve(rest-- > 0));
    assert.deepEqual([buehne.stand("a")?.status, buehne.stand("b")?.status], ["ABGESCHLOSSEN", "OFFEN"]);
  });
});
