import assert from "node:assert/strict";
import { fuehreAus } from "../../src/app/befehl-ausfuehren.js";
import { legeEntwuerfeAn } from "../../src/app/entwurf-anlegen.js";
import type { Entwurfsauftrag } from "../../src/app/entwurf-anlegen.js";
import { speichereProfil } from "../../src/app/profile.js";
import type { Dienste } from "../../src/app/dienste.js";
import type { Entwurfsinhalt, Entwurfsleistung } from "../../src/domain/hkp/entwurf/entwurf.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { ErgebnisUnbekannt } from "../../src/domain/ports/vorgang-store.js";
import { fertig, NICHTS } from "../domain/hkp/entwurf/entwuerfe.js";
import { FESTE_LEISTUNG, initialisiert, offen, VERORDNUNGS_ID } from "../domain/hkp/vorgaenge.js";
import { abgelehntSpaeter } from "../helfer/abgelehnt.js";
import { arzt, elena, fremderArzt, mfa, PRAXIS } from "../helfer/akteure.js";
import { dienstbuehne } from "./dienste.js";

const ANFRAGE = "7a1d1c0e-0000-4000-8000-000000000001";
const GEMISCHT: readonly Entwurfsleistung[] = [
  { id: "a", nummer: "26", blanko: false },
  { id: "b", nummer: "27a", blanko: false },
  { id: "c", nummer: "31a", blanko: false },
];
const auftrag = (inhalt: Entwurfsinhalt = fertig(), teil: Partial<Entwurfsauftrag> = {}): Entwurfsauftrag => ({
  inhalt,
  profilIds: [],
  ausVerordnung: null,
  ausLeistungen: null,
  anfrageId: ANFRAGE,
  ...teil,
});
const leistungen = (vorgaenge: readonly Vorgang[]) =>
  vorgaenge.map(({ entwurf }) => entwurf?.inhalt.leistungen.map(({ nummer }) => nummer));
const ids = (vorgaenge: readonly Vorgang[]) => vorgaenge.map(({ id }) => id);

/** A store whose n-th creation dies: before it writes, or after it wrote and before it answers. */
function sterbendBeim(nr: number, wann: "vor" | "nach", dienste: Dienste): Dienste {
  let gezaehlt = 0;
  return {
    ...dienste,
    store: Object.assign(Object.create(dienste.store) as Dienste["store"], {
      async legeAn(vorgang: Vorgang) {
        const stirbt = ++gezaehlt === nr;
        if (!stirbt || wann === "nach") await dienste.store.legeAn(vorgang);
        if (stirbt) throw new ErgebnisUnbekannt(new Error("gone"));
        return "ANGELEGT" as const;
      },
    }),
  };
}

describe("entwurfAnlegen", () => {
  it("a Vorgang in INITIALISIERT with the draft, who made it and when", async () => {
    const { vorgaenge, gesamtverordnungId, zuzahlungshinweis } = await legeEntwuerfeAn(
      auftrag(),
      mfa(),
      dienstbuehne().dienste,
    );
    const [vorgang] = vorgaenge;
    assert.equal(vorgaenge.length, 1);
    assert.deepEqual(vorgang?.entwurf?.inhalt, fertig());
    assert.deepEqual([vorgang.status, vorgang.version, vorgang.versicherter], ["INITIALISIERT", 1, null]);
    assert.deepEqual([vorgang.entwurf.geaendertVon.person, vorgang.entwurf.geaendertAm], ["MFA", vorgang.angelegtAm]);
    assert.deepEqual([gesamtverordnungId, zuzahlungshinweis], [null, null]);
  });

  it("may be incomplete; the institution and today are filled in", async () => {
    const { vorgaenge } = await legeEntwuerfeAn(auftrag(NICHTS), mfa(), dienstbuehne().dienste);
    assert.deepEqual(vorgaenge[0]?.entwurf?.inhalt, {
      ...NICHTS,
      verordnungsdatum: "2026-03-02",
      verordnender: { telematikId: PRAXIS.kennung },
    });
  });

  it("mixed Leistungen: one Vorgang each, one gesamtverordnungId, one Zuzahlung", async () => {
    const b = dienstbuehne();
    const ergebnis = await legeEntwuerfeAn(auftrag(fertig({ leistungen: GEMISCHT })), mfa(), b.dienste);
    assert.deepEqual(leistungen(ergebnis.vorgaenge), [["26"], ["27a"], ["31a"]]);
    assert.match(ergebnis.gesamtverordnungId ?? "", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    for (const { entwurf } of ergebnis.vorgaenge)
      assert.equal(entwurf?.inhalt.gesamtverordnungId, ergebnis.gesamtverordnungId);
    assert.match(ergebnis.zuzahlungshinweis ?? "", /nur einmal/);
    assert.equal(new Set(ids(ergebnis.vorgaenge)).size, 3);
  });

  it("repeated: the same Vorgänge, nothing new", async () => {
    const b = dienstbuehne();
    const gemischt = auftrag(fertig({ leistungen: GEMISCHT }));
    const erste = await legeEntwuerfeAn(gemischt, mfa(), b.dienste);
    const zweite = await legeEntwuerfeAn(gemischt, mfa(), b.dienste);
    assert.deepEqual(zweite, erste);
    assert.equal(b.verlauf.filter((was) => was === "legeAn").length, 3);
  });

  it("repeated after the first one was deleted: still the same request, whatever its sources say today", async () => {
    const b = dienstbuehne();
    const erste = await legeEntwuerfeAn(auftrag(fertig({ leistungen: GEMISCHT })), mfa(), b.dienste);
    const vorgangId = ids(erste.vorgaenge)[0] ?? "";
    await fuehreAus({ vorgangId, auftrag: { aktion: "loeschen" }, akteur: mfa() }, b.dienste);
    const zweite = await legeEntwuerfeAn(auftrag(fertig({ leistungen: [] })), mfa(), b.dienste);
    assert.deepEqual(ids(zweite.vorgaenge), ids(erste.vorgaenge));
    assert.equal(b.verlauf.filter((was) => was === "legeAn").length, 3);
  });

  for (const nr of [1, 2, 3])
    for (const wann of ["vor", "nach"] as const)
      it(`dies ${wann === "vor" ? "before" : "after"} writing part ${nr}: the repetition completes, exactly once`, async () => {
        const b = dienstbuehne();
        const gemischt = auftrag(fertig({ leistungen: GEMISCHT }));
        await assert.rejects(legeEntwuerfeAn(gemischt, mfa(), sterbendBeim(nr, wann, b.dienste)), ErgebnisUnbekannt);
        const { vorgaenge, gesamtverordnungId } = await legeEntwuerfeAn(gemischt, mfa(), b.dienste);
        assert.deepEqual(leistungen(vorgaenge), [["26"], ["27a"], ["31a"]]);
        assert.equal(b.verlauf.filter((was) => was === "legeAn").length, 3);
        assert.deepEqual(
          vorgaenge.map(({ entwurf }) => entwurf?.inhalt.gesamtverordnungId),
          [gesamtverordnungId, gesamtverordnungId, gesamtverordnungId],
        );
      });

  it("the same anfrageId of somebody else is another request", async () => {
    const b = dienstbuehne();
    const eine = await legeEntwuerfeAn(auftrag(), mfa(), b.dienste);
    const andere = await legeEntwuerfeAn(auftrag(), fremderArzt(), b.dienste);
    assert.notDeepEqual(ids(andere.vorgaenge), ids(eine.vorgaenge));
  });

  it("without an anfrageId each call is a request of its own", async () => {
    const b = dienstbuehne();
    const ohne = auftrag(fertig(), { anfrageId: null });
    const eine = await legeEntwuerfeAn(ohne, mfa(), b.dienste);
    assert.notDeepEqual(ids((await legeEntwuerfeAn(ohne, mfa(), b.dienste)).vorgaenge), ids(eine.vorgaenge));
  });

  it("bounds: too long a list is refused and nothing is made", async () => {
    const b = dienstbuehne();
    const viele = fertig({ einschraenkungen: Array.from({ length: 101 }, (_, nr) => `E${nr}`) });
    const { code, details } = await abgelehntSpaeter(() => legeEntwuerfeAn(auftrag(viele), mfa(), b.dienste));
    assert.equal(code, "EINGABE_UNGUELTIG");
    assert.match(JSON.stringify(details), /"einschraenkungen"/);
    assert.deepEqual(
      b.verlauf.filter((was) => was === "legeAn"),
      [],
    );
  });

  it("is the practice's only", async () => {
    const ablehnung = await abgelehntSpaeter(() => legeEntwuerfeAn(auftrag(), elena(), dienstbuehne().dienste));
    assert.equal(ablehnung.code, "VERBOTEN");
  });
});

describe("entwurfAnlegen with profiles", () => {
  const profil = {
    name: "pHKP",
    einschraenkungen: [],
    leistungen: [
      { nummer: "27a", blanko: false },
      { nummer: "26", blanko: false },
    ],
  };
  const lege = (b: ReturnType<typeof dienstbuehne>, inhalt = profil) =>
    speichereProfil({ id: null, version: null, inhalt, anfrageId: null }, arzt(), b.dienste);

  it("adds their Leistungen to the given ones, then separates", async () => {
    const b = dienstbuehne();
    const { id } = await lege(b);
    const { vorgaenge } = await legeEntwuerfeAn(
      auftrag(fertig({ leistungen: [] }), { profilIds: [id] }),
      mfa(),
      b.dienste,
    );
    assert.deepEqual(leistungen(vorgaenge), [["27a"], ["26"]]);
  });

  it("an unknown or foreign one is refused", async () => {
    const b = dienstbuehne();
    const { id } = await lege(b);
    for (const [akteur, profilId] of [
      [mfa(), "nirgends"],
      [fremderArzt(), id],
    ] as const) {
      const versuch = () => legeEntwuerfeAn(auftrag(fertig(), { profilIds: [profilId] }), akteur, b.dienste);
      assert.equal((await abgelehntSpaeter(versuch)).code, "PROFIL_UNBEKANNT");
    }
  });

  it("changed between two attempts: the repetition adds nothing that was not asked for at first", async () => {
    const b = dienstbuehne();
    const { id } = await lege(b, { ...profil, leistungen: [{ nummer: "26", blanko: false }] });
    const mitProfil = auftrag(fertig({ leistungen: [] }), { profilIds: [id] });
    const erste = await legeEntwuerfeAn(mitProfil, mfa(), b.dienste);
    await speichereProfil({ id, version: 1, inhalt: profil, anfrageId: null }, arzt(), b.dienste);
    assert.deepEqual(await legeEntwuerfeAn(mitProfil, mfa(), b.dienste), erste);
  });
});

describe("entwurfAnlegen from an earlier Verordnung", () => {
  const folge = (teil: Partial<Entwurfsauftrag> = {}) => auftrag(NICHTS, { ausVerordnung: VERORDNUNGS_ID, ...teil });

  it("a Folgeverordnung that remembers the earlier one; reading it is an Einsicht", async () => {
    const b = dienstbuehne({ vorgaenge: [offen()] });
    const { vorgaenge } = await legeEntwuerfeAn(folge(), mfa(), b.dienste);
    const entwurf = vorgaenge[0]?.entwurf;
    assert.equal(entwurf?.folgeAuf, VERORDNUNGS_ID);
    assert.equal(entwurf.inhalt.art, "FOLGEVERORDNUNG");
    assert.deepEqual(entwurf.inhalt.verordnungszeitraum, { von: "2026-03-30", bis: "2026-04-26" });
    assert.equal(entwurf.inhalt.leistungen.length, 2);
    assert.deepEqual(
      b.einsichten.map(({ vorgangId, eintrag }) => [vorgangId, eintrag.aktion]),
      [[VERORDNUNGS_ID, "einsehen"]],
    );
  });

  it("what the client gives wins; its Leistungen are added to the chosen ones", async () => {
    const b = dienstbuehne({ vorgaenge: [offen()] });
    const neu = { ...NICHTS, hinweise: "neu", leistungen: [{ id: "n", nummer: "11", blanko: false }] };
    const { vorgaenge } = await legeEntwuerfeAn(
      { ...folge(), inhalt: neu, ausLeistungen: [FESTE_LEISTUNG] },
      mfa(),
      b.dienste,
    );
    assert.equal(vorgaenge[0]?.entwurf?.inhalt.hinweise, "neu");
    assert.deepEqual(leistungen(vorgaenge), [["26", "11"]]);
  });

  it("refused: another practice's, none yet, a Leistung that is not in it", async () => {
    const FAELLE = [
      [fremderArzt(), [offen()], folge(), "VORGANG_UNBEKANNT"],
      [mfa(), [], folge(), "VORGANG_UNBEKANNT"],
      [mfa(), [initialisiert()], folge(), "KEINE_VERORDNUNG"],
      [mfa(), [offen()], folge({ ausLeistungen: ["nirgends"] }), "EINGABE_UNGUELTIG"],
    ] as const;
    for (const [akteur, vorgaenge, was, code] of FAELLE) {
      const b = dienstbuehne({ vorgaenge });
      assert.equal((await abgelehntSpaeter(() => legeEntwuerfeAn(was, akteur, b.dienste))).code, code);
      assert.deepEqual(
        b.verlauf.filter((eintrag) => eintrag === "legeAn"),
        [],
      );
    }
  });
});
