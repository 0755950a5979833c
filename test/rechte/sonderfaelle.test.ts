import assert from "node:assert/strict";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import {
  arzt,
  daniel,
  elena,
  fremderArzt,
  HAND_UND_HERZ,
  kasse,
  mfa,
  miriam,
  renate,
  vertreterin,
} from "../helfer/akteure.js";
import { BLANKO_LEISTUNG, FESTE_LEISTUNG } from "../domain/hkp/vorgaenge.js";
import { eineAenderung, FREIE_LEISTUNG, reicheEntscheidung, reicheVerordnung } from "./inhalte.js";
import type { Gang } from "./gang.js";
import { testlauf } from "./testlauf.js";

/* Special cases of fachregeln.md section 10, and who acts for an institution or a person, over the API. */

interface Gelesen {
  readonly status: string;
  readonly zustaendig: { readonly rolle: string } | null;
  readonly verordnung: { readonly signatur: unknown };
  readonly blankoverordnung: unknown;
  readonly angaben: unknown;
  readonly entscheidungVersionen: readonly { readonly inhalt: { readonly leistungen: readonly unknown[] } }[];
}

async function lies(gang: Gang, wer: Akteur, zugriffscode?: string): Promise<Gelesen> {
  const zugang = zugriffscode === undefined ? null : { zugriffscode };
  const { data, codes } = await gang.rufe(wer, "query", "vorgang", { id: gang.id, zugang });
  assert.deepEqual(codes, [], `${wer.name} reads`);
  return data?.["vorgang"] as Gelesen;
}

/** Kind and event of what is in the feed, newest first. */
async function feed(gang: Gang, wer: Akteur): Promise<readonly string[]> {
  const { data } = await gang.rufe(wer, "query", "meldungen", { first: 100 });
  const { edges } = data?.["meldungen"] as { edges: { node: { art: string; ereignis: string } }[] };
  return edges.map(({ node: { art, ereignis } }) => `${art} ${ereignis}`);
}

describe("special cases of fachregeln.md section 10", function () {
  this.timeout(60_000);
  const neuerGang = testlauf("rechte-sonderfaelle");
  let gang: Gang;
  beforeEach(async () => {
    gang = await neuerGang();
    await gang.anlegen();
  });

  it("§ 13 (2): the Kostenträger is alarmed at activation and reads the Blankoverordnung; nothing is submitted, and it closes", async () => {
    await gang.aktivieren(reicheVerordnung(2, { wahlKostenerstattung: true }));
    assert.deepEqual(await feed(gang, kasse()), ["ALARM AKTIVIERT_MIT_KOSTENERSTATTUNG"]);
    assert.deepEqual(await feed(gang, renate()), []);
    assert.equal((await lies(gang, kasse())).zustaendig?.rolle, "KOSTENTRAEGER");
    await gang.zuweisen(elena());
    assert.equal((await lies(gang, elena())).verordnung.signatur, null);
    await gang.annehmen(elena(), false);
    await gang.blanko(elena(), 4, "Elena Fischer");
    await gang.angaben(elena(), "Elena Fischer");
    assert.equal(await gang.abgelehnt(elena(), "einreichen"), "WAHL_KOSTENERSTATTUNG");
    const beimKostentraeger = await lies(gang, kasse());
    assert.notEqual(beimKostentraeger.verordnung.signatur, null);
    assert.notEqual(beimKostentraeger.blankoverordnung, null);
    assert.equal(beimKostentraeger.angaben, null);
    await gang.zurueckgeben(elena());
    await gang.tue(kasse(), "abschliessen");
    assert.equal((await lies(gang, renate())).status, "ABGESCHLOSSEN");
  });

  it("§ 37 (4), persönliches Budget: AP1 and AP2; the Kennzeichen prevents assigning and accepting, reading stays possible", async () => {
    await gang.aktivieren();
    await gang.tue(renate(), "zugriffGeben");
    await gang.tue(kasse(), "antragKostenerstattung");
    assert.equal((await lies(gang, renate())).status, "ANTRAGSPRUEFUNG");
    const leistungen = [FESTE_LEISTUNG, BLANKO_LEISTUNG, FREIE_LEISTUNG].map(
      (leistungId) => ({ leistungId, ergebnis: "GENEHMIGT" }) as const,
    );
    await gang.entscheiden(
      reicheEntscheidung({ gesamtergebnis: "GENEHMIGT", leistungen, kennzeichenKostenerstattung: true }),
    );
    assert.equal((await feed(gang, renate()))[0], "ALARM KOSTENERSTATTUNG_ENTSCHIEDEN");
    assert.equal(
      await gang.abgelehnt(renate(), "zuweisen", { pflegedienst: HAND_UND_HERZ.kennung }),
      "KENNZEICHEN_KOSTENERSTATTUNG",
    );
    const { annehmen, lesen } = gang.codes.at(-1) ?? assert.fail("no codes");
    assert.equal(
      await gang.abgelehnt(elena(), "annehmen", { zugang: { zugriffscode: annehmen } }),
      "KENNZEICHEN_KOSTENERSTATTUNG",
    );
    assert.equal((await lies(gang, elena(), lesen)).status, "OFFEN");
  });

  async function bisBeschieden(): Promise<void> {
    await gang.aktivieren();
    await gang.annehmen(elena(), true);
    await gang.blanko(elena(), 4, "Elena Fischer");
    await gang.angaben(elena(), "Elena Fischer");
    await gang.einreichen(elena());
    await gang.entscheiden();
  }

  it("Unzuständigkeit Fall 2: the period is shortened by a new version of the decision, the status stays", async () => {
    await bisBeschieden();
    await gang.entscheiden(
      reicheEntscheidung({
        leistungen: [FESTE_LEISTUNG, BLANKO_LEISTUNG].map((leistungId) => ({
          leistungId,
          ergebnis: "TEILGENEHMIGT",
          zusage: { von: "2026-03-03", bis: "2026-03-10" },
        })),
      }),
      "entscheidungAendern",
    );
    const { status, entscheidungVersionen } = await lies(gang, elena());
    assert.equal(status, "BESCHIEDEN");
    assert.deepEqual(
      entscheidungVersionen.map(({ inhalt }) => inhalt.leistungen.map((eine) => (eine as Zusage).zusage?.bis ?? null)),
      [
        [null, "2026-03-15"],
        ["2026-03-10", "2026-03-10"],
      ],
    );
    assert.equal((await feed(gang, elena()))[0], "ALARM ENTSCHEIDUNG_GEAENDERT");
    assert.equal((await feed(gang, renate()))[0], "INFORMATION ENTSCHEIDUNG_GEAENDERT");
  });
  interface Zusage {
    readonly zusage: { readonly bis: string } | null;
  }

  it("Unzuständigkeit Fall 1: AP4 without single results, told to the Pflegedienst", async () => {
    await gang.aktivieren();
    await gang.annehmen(elena(), true);
    await gang.blanko(elena(), 4, "Elena Fischer");
    await gang.angaben(elena(), "Elena Fischer");
    await gang.einreichen(elena());
    await gang.entscheiden(reicheEntscheidung({ gesamtergebnis: "UNZUSTAENDIG", leistungen: [] }));
    assert.equal((await lies(gang, renate())).status, "BESCHIEDEN");
    assert.equal((await feed(gang, elena()))[0], "ALARM UNZUSTAENDIG");
    assert.equal((await feed(gang, renate()))[0], "INFORMATION UNZUSTAENDIG");
  });
});

describe("who acts for an institution or a person", function () {
  this.timeout(60_000);
  const neuerGang = testlauf("rechte-vertretung");
  let gang: Gang;
  beforeEach(async () => {
    gang = await neuerGang();
    await gang.anlegen();
    await gang.aktivieren();
  });

  const zweiterArzt = arzt({ name: "Dr. med. Jonas Winter" });
  for (const wer of [arzt(), zweiterArzt, mfa()])
    it(`a Korrekturanfrage is answered by ${wer.name} of the asked practice, and by nobody of another one`, async () => {
      await gang.annehmen(elena(), true);
      await gang.frageKorrektur(elena(), eineAenderung("Steht im Entlassbrief."));
      const fremd = { antworten: [], signiert: "AAAA" };
      assert.equal(await gang.abgelehnt(fremderArzt(), "korrekturBeantworten", fremd), "VORGANG_UNBEKANNT");
      assert.equal(await gang.abgelehnt(elena(), "korrekturBeantworten", fremd), "VERBOTEN");
      await gang.beantworteVerordnung("Medizinisch nicht angezeigt.", wer);
      assert.equal((await lies(gang, wer)).status, "ZUGEWIESEN");
    });

  it("what the PDL asked another person of the same Pflegedienst withdraws, nobody of another one", async () => {
    await gang.annehmen(elena(), true);
    await gang.frageKorrektur(elena(), eineAenderung("Steht im Entlassbrief."));
    assert.equal(await gang.abgelehnt(miriam(), "korrekturZurueckziehen"), "VORGANG_UNBEKANNT");
    await gang.tue(daniel(), "korrekturZurueckziehen");
    assert.equal((await lies(gang, elena())).status, "ZUGEWIESEN");
  });

  it("a VERTRETER does what the Versicherter may, under the own name in the Protokoll [6.5.4]", async () => {
    await gang.tue(vertreterin(), "zugriffGeben");
    await gang.tue(vertreterin(), "zugriffEntziehen");
    await gang.tue(vertreterin(), "zuweisen", { pflegedienst: HAND_UND_HERZ.kennung });
    const { data } = await gang.rufe(renate(), "query", "protokoll", { vorgangId: gang.id });
    const eintraege = data?.["protokoll"] as readonly { aktion: string; wer: { rolle: string; name: string } }[];
    assert.deepEqual(
      eintraege.filter(({ wer }) => wer.rolle === "VERTRETER").map(({ aktion, wer }) => [aktion, wer.name]),
      ["zugriffGeben", "zugriffEntziehen", "zuweisen"].map((aktion) => [aktion, "Aurelia Neumann"]),
    );
    await gang.tue(vertreterin(), "loeschen");
    assert.equal((await lies(gang, renate())).status, "GELOESCHT");
  });

  it("a VERTRETER of somebody else does not even find it", async () => {
    const fremde = { ...vertreterin(), vertritt: "X000001038" };
    assert.equal(await gang.abgelehnt(fremde, "loeschen"), "VORGANG_UNBEKANNT");
    assert.equal(await gang.abgelehnt(fremde, "zugriffGeben"), "VORGANG_UNBEKANNT");
  });
});
