import assert from "node:assert/strict";
import { bearbeiteAntwort } from "../../src/app/antwortversand.js";
import type { Antwortauftrag, Antwortpost, BeanspruchteAntwort } from "../../src/domain/ports/antwortpost.js";
import type { Vermerk } from "../../src/domain/ports/ausgang.js";
import { buehne, ERSTELLT_AM } from "./versandteile.js";
import type { Umstaende } from "./versandteile.js";

const NIE = new AbortController().signal;

const antwort = (felder: Partial<Antwortauftrag> = {}): Antwortauftrag => ({
  id: "antwort-1",
  kanal: "KIM",
  adresse: "praxis@kim.test",
  auf: "frage@praxis.test",
  bezuege: ["auftrag-2", "auftrag-1"],
  vorgangId: null,
  inhalt: { text: "Guten Tag", buendel: null },
  erstelltAm: ERSTELLT_AM,
  verfaelltAm: ERSTELLT_AM,
  zustand: "WARTET",
  zustandSeit: ERSTELLT_AM,
  naechsterVersuch: null,
  versuche: 1,
  unbekannt: 0,
  nachrichtId: null,
  grund: null,
  anspruch: null,
  ...felder,
});

/** The outbox of answers as far as one attempt needs it; the real one has its contract. */
function aufbau(umstaende: Umstaende = {}) {
  const b = buehne({ ...umstaende, verzeichnis: { art: "unbekannt" } });
  const vermerke: Vermerk[] = [];
  const antwortpost: Pick<Antwortpost, "beginneUebergabe" | "verlaengere" | "vermerke"> = {
    beginneUebergabe: async () => umstaende.anspruchVerloren !== true,
    verlaengere: async () => true,
    async vermerke(_: BeanspruchteAntwort, vermerk) {
      vermerke.push(vermerk);
      return true;
    },
  };
  return { ...b, teile: { ...b.teile, antwortpost: antwortpost as Antwortpost }, vermerke };
}

describe("Antwortversand: one claimed answer up to its recorded verdict", () => {
  it("goes to where the mail came from, whoever the Verzeichnisdienst knows, in its thread and marked as automatic", async () => {
    const { teile, gesendet, vermerke } = aufbau();
    await bearbeiteAntwort({ antwort: antwort(), marke: "m" }, teile, NIE);
    assert.deepEqual(gesendet, [
      {
        auftragId: "antwort-1",
        adresse: "praxis@kim.test",
        fadenId: "antwort-1",
        vorgaenger: ["auftrag-1", "auftrag-2"],
        antwort: { auf: "frage@praxis.test" },
        nachrichtentyp: "Antwort",
        betreff: "Antwort auf Ihre Nachricht zur häuslichen Krankenpflege",
        text: "Guten Tag",
        buendel: null,
      },
    ]);
    assert.deepEqual(
      vermerke.map(({ zustand }) => zustand),
      ["UEBERGEBEN"],
    );
  });

  it("is not sent without its claim, nor without its content", async () => {
    const ohneAnspruch = aufbau({ anspruchVerloren: true });
    await bearbeiteAntwort({ antwort: antwort(), marke: "m" }, ohneAnspruch.teile, NIE);
    const ohneInhalt = aufbau();
    await bearbeiteAntwort({ antwort: antwort({ inhalt: null }), marke: "m" }, ohneInhalt.teile, NIE);
    assert.deepEqual([ohneAnspruch.gesendet, ohneInhalt.gesendet], [[], []]);
    assert.deepEqual([ohneAnspruch.vermerke, ohneInhalt.vermerke], [[], []]);
  });

  it("an unknown outcome reads the mailbox before its one repetition, and waits for the proof", async () => {
    const { teile, verlauf, vermerke } = aufbau();
    const jetzt = teile.uhr.jetzt();
    const unbekannt = antwort({ zustand: "UNBEKANNT", unbekannt: 1, zustandSeit: jetzt });
    await bearbeiteAntwort({ antwort: unbekannt, marke: "m" }, teile, NIE);
    assert.deepEqual(verlauf, ["Postfach"]);
    assert.deepEqual(
      vermerke.map(({ zustand, naechsterVersuch }) => [zustand, naechsterVersuch]),
      [["UNBEKANNT", new Date(jetzt.getTime() + teile.plan.nachweisfristMs)]],
    );
  });

  it("a channel that refuses: the verdict is recorded as with any order", async () => {
    const grund = { code: "KIM_EMPFAENGER_ABGELEHNT", text: "…" };
    const { teile, vermerke } = aufbau({ urteil: { art: "abgelehnt", grund } });
    await bearbeiteAntwort({ antwort: antwort(), marke: "m" }, teile, NIE);
    assert.deepEqual(vermerke, [{ zustand: "UNZUSTELLBAR", naechsterVersuch: null, grund }]);
  });
});
