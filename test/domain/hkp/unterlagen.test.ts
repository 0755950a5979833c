import assert from "node:assert/strict";
import { sichtbareUnterlagen } from "../../../src/domain/hkp/unterlagen.js";
import type { Unterlage } from "../../../src/domain/hkp/unterlagen.js";
import type { Befehl } from "../../../src/domain/hkp/befehle.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Pflegedienst, Verordnender } from "../../../src/domain/kern/akteur.js";
import { abgelehnt } from "../../helfer/abgelehnt.js";
import {
  arzt,
  betrieb,
  elena,
  HAND_UND_HERZ,
  INTEGRAL,
  kasse,
  mfa,
  miriam,
  renate,
  vertreterin,
} from "../../helfer/akteure.js";
import { kontext } from "./befehle.js";
import { fuehreDurch } from "./durchfuehren.js";
import { urheberVon } from "./urheber.js";
import { ANGELEGT_AM, offen, zugewiesen } from "./vorgaenge.js";

function unterlage(id: string, von: Verordnender | Pflegedienst): Unterlage {
  return {
    id,
    art: "BEHANDLUNGSPLAN",
    titel: "Plan",
    medientyp: "application/pdf",
    groesse: 1_000,
    sha256: "0".repeat(64),
    von: urheberVon(von),
    hinzugefuegtAm: ANGELEGT_AM,
  };
}

const PLAN = unterlage("plan", mfa());
const VON_HERZ = unterlage("herz", elena());
const VON_INTEGRAL = unterlage("integral", miriam());

describe("Unterlagen: who reads which (fachregeln.md section 3)", () => {
  const AKTEURE = {
    ARZT: arzt(),
    HERZ: elena(),
    INTEGRAL: miriam(),
    KASSE: kasse(),
    RENATE: renate(),
    VERTRETERIN: vertreterin(),
    BETRIEB: betrieb(),
  } as const;
  const alle = { unterlagen: [PLAN, VON_HERZ, VON_INTEGRAL] };
  const FAELLE: readonly (readonly [string, Vorgang, Readonly<Record<keyof typeof AKTEURE, string>>])[] = [
    [
      "OFFEN, after two Pflegedienste gave it back",
      offen(alle),
      {
        ARZT: "plan herz integral",
        HERZ: "plan",
        INTEGRAL: "plan",
        KASSE: "plan",
        RENATE: "plan herz integral",
        VERTRETERIN: "plan herz integral",
        BETRIEB: "",
      },
    ],
    [
      "ZUGEWIESEN to Hand & Herz: an earlier one's stays its own, and the Kasse does not see what is not submitted",
      zugewiesen({ ...alle, pflegedienst: HAND_UND_HERZ }),
      {
        ARZT: "plan herz integral",
        HERZ: "plan herz",
        INTEGRAL: "plan",
        KASSE: "plan",
        RENATE: "plan herz integral",
        VERTRETERIN: "plan herz integral",
        BETRIEB: "",
      },
    ],
    [
      "ANTRAGSPRUEFUNG by AP3: the Kasse reads what belongs to the application",
      zugewiesen({ ...alle, status: "ANTRAGSPRUEFUNG", antrag: "AP3", pflegedienst: INTEGRAL }),
      {
        ARZT: "plan herz integral",
        HERZ: "plan",
        INTEGRAL: "plan integral",
        KASSE: "plan integral",
        RENATE: "plan herz integral",
        VERTRETERIN: "plan herz integral",
        BETRIEB: "",
      },
    ],
    [
      "ANTRAGSPRUEFUNG by AP1: nobody has submitted anything",
      offen({ ...alle, status: "ANTRAGSPRUEFUNG", antrag: "AP1" }),
      {
        ARZT: "plan herz integral",
        HERZ: "plan",
        INTEGRAL: "plan",
        KASSE: "plan",
        RENATE: "plan herz integral",
        VERTRETERIN: "plan herz integral",
        BETRIEB: "",
      },
    ],
  ];
  for (const [titel, vorgang, erwartet] of FAELLE)
    it(titel, () => {
      const gelesen = Object.entries(AKTEURE).map(([name, akteur]) => [
        name,
        sichtbareUnterlagen(vorgang, akteur)
          .map(({ id }) => id)
          .join(" "),
      ]);
      assert.deepEqual(Object.fromEntries(gelesen), erwartet);
    });
});

describe("Unterlagen: adding, taking away, deletion", () => {
  const hinzufuegen = (id: string, titel = "Behandlungsplan"): Befehl => ({
    aktion: "unterlageHinzufuegen",
    unterlage: { id, art: "BEHANDLUNGSPLAN", titel, medientyp: "application/pdf", groesse: 7, sha256: "a".repeat(64) },
  });
  const entfernen = (unterlageId: string): Befehl => ({ aktion: "unterlageEntfernen", unterlageId });

  it("an added one names who and when; nobody is told, no Alarm is overtaken, the Protokoll has it", () => {
    const vorher = offen();
    const { danach, aenderung } = fuehreDurch(hinzufuegen("neu", "  Plan  "), vorher, kontext(mfa()));
    const [neue, ...weitere] = danach.unterlagen;
    assert.ok(neue !== undefined && weitere.length === 0);
    assert.deepEqual(
      [neue.id, neue.titel, neue.von, neue.hinzugefuegtAm],
      ["neu", "Plan", urheberVon(mfa()), aenderung.zeit],
    );
    assert.deepEqual([danach.status, danach.alarmstand], ["OFFEN", vorher.alarmstand]);
    assert.deepEqual([aenderung.meldungen, aenderung.auftraege], [[], []]);
    assert.equal(danach.protokoll.at(-1)?.text, "hat eine Unterlage hinzugefügt.");
  });

  it("the same file twice, and one that was taken away: UNTERLAGE_UNBEKANNT", () => {
    const vorher = offen({ unterlagen: [PLAN], zuLoeschendeUnterlagen: ["weg"] });
    for (const id of ["plan", "weg"])
      assert.equal(abgelehnt(() => fuehreDurch(hinzufuegen(id), vorher, kontext(arzt()))).code, "UNTERLAGE_UNBEKANNT");
  });

  it("the 21st is refused with the limit", () => {
    const zwanzig = Array.from({ length: 20 }, (_, nummer) => unterlage(`u${nummer}`, mfa()));
    const fehler = abgelehnt(() => fuehreDurch(hinzufuegen("u20"), offen({ unterlagen: zwanzig }), kontext(arzt())));
    assert.deepEqual([fehler.code, fehler.details], ["UNTERLAGEN_ZU_VIELE", { hoechstens: 20 }]);
  });

  it("what an earlier Pflegedienst left behind takes nobody's place", () => {
    const zwanzig = Array.from({ length: 20 }, (_, nummer) => unterlage(`u${nummer}`, miriam()));
    const beiHerz = zugewiesen({ unterlagen: zwanzig, pflegedienst: HAND_UND_HERZ });
    assert.equal(fuehreDurch(hinzufuegen("neu"), beiHerz, kontext(elena())).danach.unterlagen.length, 21);
    assert.equal(
      fuehreDurch(hinzufuegen("neu"), offen({ unterlagen: zwanzig }), kontext(arzt())).danach.unterlagen.length,
      21,
    );
  });

  it("any person of the institution takes its own away; its content is then to be deleted", () => {
    const { danach } = fuehreDurch(entfernen("plan"), offen({ unterlagen: [PLAN, VON_HERZ] }), kontext(arzt()));
    assert.deepEqual(danach.unterlagen, [VON_HERZ]);
    assert.deepEqual(danach.zuLoeschendeUnterlagen, ["plan"]);
  });

  it("nobody takes another's away", () => {
    const vorher = offen({ unterlagen: [VON_HERZ] });
    for (const id of ["herz", "gibt-es-nicht"])
      assert.equal(abgelehnt(() => fuehreDurch(entfernen(id), vorher, kontext(arzt()))).code, "UNTERLAGE_UNBEKANNT");
    const beiHerz = zugewiesen({ unterlagen: [PLAN], pflegedienst: HAND_UND_HERZ });
    assert.equal(
      abgelehnt(() => fuehreDurch(entfernen("plan"), beiHerz, kontext(elena()))).code,
      "UNTERLAGE_UNBEKANNT",
    );
  });

  it("deletion of the Vorgang names nothing any more and orders all contents to be deleted", () => {
    const vorher = offen({ unterlagen: [PLAN, VON_HERZ], zuLoeschendeUnterlagen: ["weg"] });
    const { danach } = fuehreDurch({ aktion: "loeschen" }, vorher, kontext(renate()));
    assert.deepEqual(danach.unterlagen, []);
    assert.deepEqual(danach.zuLoeschendeUnterlagen, ["weg", "plan", "herz"]);
  });
});
