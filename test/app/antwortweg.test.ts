import assert from "node:assert/strict";
import { antwortzeilen } from "../../src/app/antwortweg.js";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { Meldung, Vorgang } from "../../src/domain/hkp/vorgang.js";
import { inPruefung } from "../domain/hkp/vorgaenge.js";
import { HAND_UND_HERZ, KASSE, PRAXIS } from "../helfer/akteure.js";
import { auftrag } from "./versandteile.js";

const meldung = (felder: Partial<Meldung> = {}): Meldung =>
  ({ id: "meldung-1", art: "ALARM", ereignis: "EINGEREICHT", empfaenger: KASSE, ...felder }) as Meldung;

function zeilen(
  felder: Partial<Sendeauftrag> = {},
  abweichung: Partial<Meldung> = {},
  stand: Partial<Vorgang> = {},
): readonly string[] {
  const eigener = auftrag(felder);
  const eine = meldung(abweichung);
  return antwortzeilen(eigener, eine, inPruefung({ ausgang: [eigener], meldungen: [eine], ...stand }));
}

const HANDELN = "Handeln Sie in Ihrem System, oder antworten Sie mit einer FHIR-Nachricht als Anhang.";
const NIEMAND = "Eine Antwort in Worten auf diese Nachricht wird niemandem zugestellt.";
const worteAn = (wen: string): string =>
  `Wenn Sie auf diese Nachricht mit Worten antworten, gehen sie in das Gespräch zu dieser Verordnungs-ID, an ${wen}; entschieden oder geändert ist damit nichts.`;

describe("what an answer to a message does, in its last lines", () => {
  it("an Alarm: how to act, and to whom words go, namely to whoever caused it", () => {
    assert.deepEqual(zeilen(), [HANDELN, worteAn("den Pflegedienst")]);
    assert.deepEqual(
      zeilen(
        { empfaenger: HAND_UND_HERZ, absender: PRAXIS },
        { empfaenger: HAND_UND_HERZ, ereignis: "KORREKTUR_BEANTWORTET" },
      ),
      [HANDELN, worteAn("die verordnende Praxis")],
    );
  });

  it("an Information asks nobody to act; over the TI-Messenger nobody attaches anything", () => {
    assert.deepEqual(zeilen({}, { art: "INFORMATION" }), [worteAn("den Pflegedienst")]);
    assert.deepEqual(zeilen({ kanal: "TIM" }), [worteAn("den Pflegedienst")]);
  });

  it("a deadline caused it, or somebody who takes part no longer: words reach nobody, and that is said", () => {
    assert.deepEqual(zeilen({ absender: null }), [HANDELN, NIEMAND]);
    const fort = { rolle: "PFLEGEDIENST", kennung: "10-67.245.HKPSANDBOX0099" } as const;
    assert.deepEqual(zeilen({ absender: fort }), [HANDELN, NIEMAND]);
  });

  it("whoever takes part no longer, or whose Vorgang is deleted, cannot answer at all", () => {
    const unmoeglich = ["Eine Antwort auf diese Nachricht ist nicht möglich."];
    const fremde = { rolle: "KOSTENTRAEGER", kennung: "104212059" } as const;
    assert.deepEqual(zeilen({ empfaenger: fremde }, { empfaenger: fremde }), unmoeglich);
    assert.deepEqual(zeilen({}, {}, { status: "GELOESCHT" }), unmoeglich);
  });

  it("a message of the conversation: to whoever wrote it", () => {
    const [zeile, ...weitere] = zeilen(
      { ereignis: "NACHRICHT" },
      { ereignis: "NACHRICHT", datensatzId: "00000000-0000-4000-8000-000000000001" },
    );
    assert.deepEqual(weitere, []);
    assert.match(zeile ?? "", /^Antworten Sie auf diese Nachricht, oder .* gehen an den, der geschrieben hat\.$/);
  });
});
