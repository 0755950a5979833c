import assert from "node:assert/strict";
import { fuehreAus } from "../../src/app/befehl-ausfuehren.js";
import type { Ausfuehrung } from "../../src/app/befehl-ausfuehren.js";
import type { Dienste } from "../../src/app/dienste.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { einreichbar, offen, VERORDNUNGS_ID, zugewiesen } from "../domain/hkp/vorgaenge.js";
import type { Verzeichnisergebnis } from "../../src/domain/ports/verzeichnis.js";
import { abgelehntSpaeter } from "../helfer/abgelehnt.js";
import { arzt, betrieb, daniel, elena, HAND_UND_HERZ, kasse, miriam, RENATE, renate } from "../helfer/akteure.js";
import { KEINE_UNTERLAGEN } from "../helfer/keine-unterlagen.js";
import { dienstbuehne } from "./dienste.js";

const ANFRAGE = "7a1d1c0e-0000-4000-8000-000000000001";
const EINREICHEN = { aktion: "einreichen" } as const;
const ANNEHMEN = { aktion: "annehmen" } as const;

const einreichen = (abweichung: Partial<Ausfuehrung> = {}): Ausfuehrung => ({
  vorgangId: VERORDNUNGS_ID,
  auftrag: EINREICHEN,
  akteur: elena(),
  ...abweichung,
});
/** Somebody else gets in between, up to `mal` times. */
function dazwischen(mal: number): (stand: Map<string, Vorgang>) => void {
  let rest = mal;
  return (stand) => {
    const vorgang = stand.get(VERORDNUNGS_ID);
    if (rest-- > 0 && vorgang !== undefined) stand.set(VERORDNUNGS_ID, { ...vorgang, version: vorgang.version + 1 });
  };
}

describe("befehlAusfuehren: the one write path", () => {
  it("loads, decides, writes once, and answers with what was done and the new state", async () => {
    const b = dienstbuehne({ vorgaenge: [einreichbar({ version: 5 })] });
    const { erledigt, vorgang } = await fuehreAus(einreichen(), b.dienste);
    assert.deepEqual(b.verlauf, ["lade", "schreibe"]);
    assert.deepEqual(erledigt, {
      aktion: "einreichen",
      statusVorher: "ZUGEWIESEN",
      status: "ANTRAGSPRUEFUNG",
      version: 6,
      zeit: new Date("2026-03-02T11:00:00Z"),
    });
    assert.deepEqual(vorgang, b.stand(VERORDNUNGS_ID));
  });

  describe("a Vorgang that is not there and one that may not be seen are answered alike", () => {
    const FAELLE: readonly (readonly [string, string, Akteur])[] = [
      ["not there", "169.000.000.000.009.38", elena()],
      ["assigned to another Pflegedienst", VERORDNUNGS_ID, miriam()],
      ["a Kostenträger without access", VERORDNUNGS_ID, kasse()],
      ["BETRIEB", VERORDNUNGS_ID, betrieb()],
    ];
    for (const [titel, vorgangId, akteur] of FAELLE)
      it(titel, async () => {
        const b = dienstbuehne({ vorgaenge: [zugewiesen()] });
        const ablehnung = await abgelehntSpaeter(() => fuehreAus(einreichen({ vorgangId, akteur }), b.dienste));
        assert.deepEqual(ablehnung, { code: "VORGANG_UNBEKANNT", details: undefined });
        assert.deepEqual(b.verlauf, ["lade", "Bremse"], "and slowed down alike");
      });
  });

  describe("a lost race", () => {
    it("is decided anew if the client named no version", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar({ version: 5 })], vorSchreiben: dazwischen(2) });
      const { erledigt } = await fuehreAus(einreichen(), b.dienste);
      assert.deepEqual(b.verlauf, ["lade", "Konflikt", "lade", "Konflikt", "lade", "schreibe"]);
      assert.equal(erledigt.version, 8);
    });

    it("at most three times", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar()], vorSchreiben: dazwischen(99) });
      assert.equal((await abgelehntSpaeter(() => fuehreAus(einreichen(), b.dienste))).code, "VERSIONSKONFLIKT");
      assert.equal(b.verlauf.filter((schritt) => schritt === "Konflikt").length, 3);
    });

    it("is a VERSIONSKONFLIKT if the client decided on a version", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar({ version: 5 })], vorSchreiben: dazwischen(1) });
      assert.deepEqual(await abgelehntSpaeter(() => fuehreAus(einreichen({ erwarteteVersion: 5 }), b.dienste)), {
        code: "VERSIONSKONFLIKT",
        details: { erwartet: 5, vorhanden: 6 },
      });
    });

    it("asks again for an upload: what was added and taken away meanwhile has no content any more", async () => {
      const b = dienstbuehne({ vorgaenge: [offen()], vorSchreiben: dazwischen(1) });
      const hochgeladen = { id: "datei", medientyp: "application/pdf", groesse: 7, sha256: "a".repeat(64) } as const;
      const antworten = [hochgeladen, null];
      const ablage = { ...KEINE_UNTERLAGEN.ablage, nimm: async () => antworten.shift() ?? null };
      const dienste = { ...b.dienste, unterlagen: { ...KEINE_UNTERLAGEN, ablage } };
      const auftrag = {
        aktion: "unterlageHinzufuegen",
        unterlageId: "datei",
        art: "SONSTIGES",
        titel: "Plan",
      } as const;
      const hinzufuegen = { vorgangId: VERORDNUNGS_ID, auftrag, akteur: arzt() };
      assert.equal((await abgelehntSpaeter(() => fuehreAus(hinzufuegen, dienste))).code, "UNTERLAGE_UNBEKANNT");
      assert.deepEqual(b.stand(VERORDNUNGS_ID)?.unterlagen, []);
    });

    it("two Pflegedienste accept with the same code: one gets it, the other finds it gone", async () => {
      const code = "a".repeat(64);
      const b = dienstbuehne({
        vorgaenge: [offen()],
        vorSchreiben: (stand) => stand.set(VERORDNUNGS_ID, { ...zugewiesen(), version: 3 }),
      });
      const annehmen = { vorgangId: VERORDNUNGS_ID, auftrag: ANNEHMEN, zugang: { art: "ZUGRIFFSCODE", code } } as const;
      const verlierer = await abgelehntSpaeter(() => fuehreAus({ ...annehmen, akteur: miriam() }, b.dienste));
      assert.equal(verlierer.code, "VORGANG_UNBEKANNT");
      assert.deepEqual(b.stand(VERORDNUNGS_ID)?.pflegedienst, HAND_UND_HERZ);
    });
  });

  it("a stale version is refused before anything is decided", async () => {
    const b = dienstbuehne({ vorgaenge: [einreichbar({ version: 5 })] });
    assert.deepEqual(await abgelehntSpaeter(() => fuehreAus(einreichen({ erwarteteVersion: 4 }), b.dienste)), {
      code: "VERSIONSKONFLIKT",
      details: { erwartet: 4, vorhanden: 5 },
    });
    assert.deepEqual(b.verlauf, ["lade"]);
  });

  describe("anfrageId: sent again it is answered with the first answer and does nothing", () => {
    it("also when the action would no longer be possible, and the client's version is stale by now", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar({ version: 5 })] });
      const ausfuehrung = einreichen({ anfrageId: ANFRAGE, erwarteteVersion: 5 });
      const erste = await fuehreAus(ausfuehrung, b.dienste);
      const zweite = await fuehreAus(ausfuehrung, b.dienste);
      assert.deepEqual(zweite, erste);
      assert.deepEqual(b.verlauf, ["lade", "schreibe", "lade"]);
    });

    it("also when the card's proof has run out meanwhile, which refuses everything else", async () => {
      const b = dienstbuehne({ vorgaenge: [offen()] });
      const nachweis = {
        kvnr: RENATE.kennung,
        versichererIk: "109500969",
        actorId: HAND_UND_HERZ.kennung,
        actorProfessionOid: "1.2.276.0.76.4.245",
        ausgestelltAm: new Date("2026-03-02T10:59:00Z"),
      };
      const dienste: Dienste = {
        ...b.dienste,
        popp: {
          pruefe: async (token) =>
            token === "gültig" ? { art: "gueltig", nachweis } : { art: "ungueltig", grund: "ABGELAUFEN" },
        },
      };
      const annehmen = (token: string): Ausfuehrung =>
        einreichen({ anfrageId: ANFRAGE, auftrag: ANNEHMEN, akteur: daniel(), zugang: { art: "POPP", token } });
      const erste = await fuehreAus(annehmen("gültig"), dienste);
      assert.deepEqual(await fuehreAus(annehmen("abgelaufen"), dienste), erste);
      const ohneErste = { ...annehmen("abgelaufen"), anfrageId: "7a1d1c0e-0000-4000-8000-000000000002" };
      assert.equal((await abgelehntSpaeter(() => fuehreAus(ohneErste, dienste))).code, "POPP_UNGUELTIG");
    });

    describe("also for somebody who no longer sees the Vorgang", () => {
      const zurueckgeben = einreichen({ auftrag: { aktion: "zurueckgeben" }, anfrageId: ANFRAGE });

      it("who gave it back: shown is what he did, nothing that came after", async () => {
        const b = dienstbuehne({ vorgaenge: [zugewiesen()] });
        const erste = await fuehreAus(zurueckgeben, b.dienste);
        assert.deepEqual([erste.erledigt.status, erste.erledigt.version], ["OFFEN", 4]);
        const weiter = { vorgangId: VERORDNUNGS_ID, auftrag: ANNEHMEN, akteur: miriam() };
        const code = b.stand(VERORDNUNGS_ID)?.zugriffscodes?.annehmen ?? "";
        await fuehreAus({ ...weiter, zugang: { art: "ZUGRIFFSCODE", code } }, b.dienste);
        const zweite = await fuehreAus(zurueckgeben, b.dienste);
        assert.deepEqual(zweite, erste);
        const { vorgang } = zweite;
        assert.deepEqual([vorgang.status, vorgang.pflegedienst, vorgang.zugriffscodes], ["OFFEN", null, null]);
        assert.deepEqual(vorgang.datensaetze, []);
      });

      it("nobody else learns from it that there is such a Vorgang", async () => {
        const b = dienstbuehne({ vorgaenge: [zugewiesen()] });
        await fuehreAus(zurueckgeben, b.dienste);
        const fremd = { ...zurueckgeben, akteur: miriam() };
        assert.equal((await abgelehntSpaeter(() => fuehreAus(fremd, b.dienste))).code, "VORGANG_UNBEKANNT");
        const andere = { ...zurueckgeben, anfrageId: "7a1d1c0e-0000-4000-8000-000000000009" };
        assert.equal((await abgelehntSpaeter(() => fuehreAus(andere, b.dienste))).code, "VORGANG_UNBEKANNT");
      });

      it("after the deletion", async () => {
        const b = dienstbuehne({ vorgaenge: [offen()] });
        const loeschen = einreichen({ auftrag: { aktion: "loeschen" }, akteur: renate(), anfrageId: ANFRAGE });
        const erste = await fuehreAus(loeschen, b.dienste);
        assert.deepEqual(await fuehreAus(loeschen, b.dienste), erste);
        assert.equal(b.stand(VERORDNUNGS_ID)?.version, 3);
      });
    });

    it("for another action it is a contradiction", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar()] });
      await fuehreAus(einreichen({ anfrageId: ANFRAGE }), b.dienste);
      const andere = einreichen({ anfrageId: ANFRAGE, auftrag: ANNEHMEN });
      assert.equal((await abgelehntSpaeter(() => fuehreAus(andere, b.dienste))).code, "ANFRAGE_WIDERSPRUCH");
    });

    it("of somebody else it is another request", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar()] });
      await fuehreAus(einreichen({ anfrageId: ANFRAGE }), b.dienste);
      const andere = einreichen({ anfrageId: ANFRAGE, akteur: arzt() });
      assert.equal((await abgelehntSpaeter(() => fuehreAus(andere, b.dienste))).code, "VERBOTEN");
    });

    it("without one, the same again is decided anew", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar()] });
      await fuehreAus(einreichen(), b.dienste);
      assert.equal((await abgelehntSpaeter(() => fuehreAus(einreichen(), b.dienste))).code, "STATUS_UNZULAESSIG");
    });
  });

  describe("precondition before signature: nobody makes us verify what is refused anyway", () => {
    const angabenSpeichern = { aktion: "angabenSpeichern", signiert: new Uint8Array([1]) } as const;

    it("a wrong status costs no verification", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar({ status: "BESCHIEDEN" })] });
      const ablehnung = await abgelehntSpaeter(() => fuehreAus(einreichen({ auftrag: angabenSpeichern }), b.dienste));
      assert.equal(ablehnung.code, "STATUS_UNZULAESSIG");
      assert.deepEqual(b.verlauf, ["lade"]);
    });

    it("in the right status a broken signature is refused with its reason, nothing is written", async () => {
      const b = dienstbuehne({ vorgaenge: [einreichbar()] });
      assert.deepEqual(await abgelehntSpaeter(() => fuehreAus(einreichen({ auftrag: angabenSpeichern }), b.dienste)), {
        code: "SIGNATUR_UNGUELTIG",
        details: { grund: "SIGNATUR_FALSCH" },
      });
      assert.deepEqual(b.verlauf, ["lade", "Signatur"]);
    });
  });

  describe("redemption", () => {
    const nachweis = {
      kvnr: RENATE.kennung,
      versichererIk: "109500969",
      actorId: HAND_UND_HERZ.kennung,
      actorProfessionOid: "1.2.276.0.76.4.245",
      ausgestelltAm: new Date("2026-03-02T10:59:00Z"),
    };
    const mitKarte = {
      vorgangId: VERORDNUNGS_ID,
      auftrag: ANNEHMEN,
      akteur: daniel(),
      zugang: { art: "POPP", token: "t" },
    } as const;
    const mitCode = (code: string): Ausfuehrung => ({ ...mitKarte, zugang: { art: "ZUGRIFFSCODE", code } });

    it("with the card read", async () => {
      const b = dienstbuehne({ vorgaenge: [offen()], popp: { art: "gueltig", nachweis } });
      assert.equal((await fuehreAus(mitKarte, b.dienste)).vorgang.status, "ZUGEWIESEN");
    });

    it("with the accepting code", async () => {
      const b = dienstbuehne({ vorgaenge: [offen()] });
      assert.equal((await fuehreAus(mitCode("a".repeat(64)), b.dienste)).vorgang.status, "ZUGEWIESEN");
    });

    /** Proof, verdict about it, refusal. */
    const ABLEHNUNGEN: readonly (readonly [string, Ausfuehrung, Parameters<typeof dienstbuehne>[0], string])[] = [
      ["without a proof", { ...mitKarte, zugang: null }, {}, "VORGANG_UNBEKANNT"],
      ["with the reading code", mitCode("b".repeat(64)), {}, "VORGANG_UNBEKANNT"],
      ["with a wrong code", mitCode("0".repeat(64)), {}, "VORGANG_UNBEKANNT"],
      ["with an expired token", mitKarte, { popp: { art: "ungueltig", grund: "ABGELAUFEN" } }, "POPP_UNGUELTIG"],
      [
        "while the PoPP service's keys cannot be had",
        mitKarte,
        { popp: { art: "nichtVerfuegbar" } },
        "NICHT_VERFUEGBAR",
      ],
      [
        "with a token made for another institution",
        mitKarte,
        { popp: { art: "gueltig", nachweis: { ...nachweis, actorId: "10-67.245.HKPSANDBOX0002" } } },
        "POPP_FREMD",
      ],
      [
        "with another person's card",
        mitKarte,
        { popp: { art: "gueltig", nachweis: { ...nachweis, kvnr: "X000001026" } } },
        "VORGANG_UNBEKANNT",
      ],
    ];
    for (const [titel, ausfuehrung, umstaende, code] of ABLEHNUNGEN)
      it(`${titel}: ${code}`, async () => {
        const b = dienstbuehne({ ...umstaende, vorgaenge: [offen()] });
        assert.equal((await abgelehntSpaeter(() => fuehreAus(ausfuehrung, b.dienste))).code, code);
        assert.equal(b.stand(VERORDNUNGS_ID)?.status, "OFFEN");
      });
  });

  describe("zuweisen: only to a Pflegedienst of the Verzeichnisdienst", () => {
    const zuweisen = einreichen({
      auftrag: { aktion: "zuweisen", pflegedienst: HAND_UND_HERZ.kennung },
      akteur: renate(),
    });
    const eintrag = { telematikId: HAND_UND_HERZ.kennung, ik: null, name: "Hand & Herz", kim: null, tim: null };
    const mit = (verzeichnis: Verzeichnisergebnis) => dienstbuehne({ vorgaenge: [offen()], verzeichnis });

    it("that one gets the access", async () => {
      const b = mit({ art: "gefunden", eintrag: { ...eintrag, professionOids: ["1.2.276.0.76.4.245"] } });
      await fuehreAus(zuweisen, b.dienste);
      assert.deepEqual(b.stand(VERORDNUNGS_ID)?.zuweisung, HAND_UND_HERZ);
    });

    const ABLEHNUNGEN: readonly (readonly [string, Verzeichnisergebnis, string])[] = [
      ["unknown", { art: "unbekannt" }, "PFLEGEDIENST_UNBEKANNT"],
      ["ambiguous", { art: "mehrdeutig" }, "PFLEGEDIENST_UNBEKANNT"],
      [
        "a practice",
        { art: "gefunden", eintrag: { ...eintrag, professionOids: ["1.2.276.0.76.4.50"] } },
        "PFLEGEDIENST_UNBEKANNT",
      ],
      ["the directory does not answer", { art: "nichtErreichbar" }, "NICHT_VERFUEGBAR"],
    ];
    for (const [titel, ergebnis, code] of ABLEHNUNGEN)
      it(`${titel}: ${code}`, async () => {
        const b = mit(ergebnis);
        assert.equal((await abgelehntSpaeter(() => fuehreAus(zuweisen, b.dienste))).code, code);
        assert.equal(b.stand(VERORDNUNGS_ID)?.zuweisung, null);
      });
  });
});
