import assert from "node:assert/strict";
import { einstellungsvorgabe } from "../../../src/domain/hkp/einstellungen.js";
import type { Einstellungen } from "../../../src/domain/hkp/einstellungen.js";
import { pruefeEinstellungen } from "../../../src/domain/hkp/einstellungen-regeln.js";
import { TEILNEHMERROLLEN } from "../../../src/domain/kern/akteur.js";
import type { Teilnehmerrolle } from "../../../src/domain/kern/akteur.js";
import { abgelehnt } from "../../helfer/abgelehnt.js";

const gewaehlt = (abweichung: Partial<Einstellungen>): Einstellungen => ({
  kanaele: ["KIM", "PORTAL"],
  alarmeUeberAlleKanaele: false,
  alleInformationen: false,
  informationen: [],
  ruhezeiten: [],
  dringendTrotzdem: true,
  sammelzeit: null,
  ...abweichung,
});

describe("Regeln der Einstellungen", () => {
  const FAELLE: readonly (readonly [string, Partial<Einstellungen>, Teilnehmerrolle, readonly string[]])[] = [
    ["no channel", { kanaele: [] }, "VERORDNENDER", ["kanaele"]],
    ["a channel twice", { kanaele: ["KIM", "PORTAL", "KIM"] }, "PFLEGEDIENST", ["kanaele[2]"]],
    ["KIM of an insured person", { kanaele: ["PORTAL", "KIM"] }, "VERSICHERTER", ["kanaele[1]"]],
    [
      "an event that informs nobody",
      { informationen: ["ANGENOMMEN", "FRIST_NAHT"] },
      "VERORDNENDER",
      ["informationen[1]"],
    ],
    ["an event twice", { informationen: ["ENTSCHIEDEN", "ENTSCHIEDEN"] }, "VERORDNENDER", ["informationen[1]"]],
    [
      "times that do not exist",
      { ruhezeiten: [{ von: "24:00", bis: "07:60", wochentage: [] }] },
      "KOSTENTRAEGER",
      ["ruhezeiten[0].von", "ruhezeiten[0].bis"],
    ],
    [
      "a day of the week twice",
      { ruhezeiten: [{ von: "20:00", bis: "07:00", wochentage: ["MONTAG", "MONTAG"] }] },
      "KOSTENTRAEGER",
      ["ruhezeiten[0].wochentage[1]"],
    ],
    [
      "quiet without an end",
      { ruhezeiten: [{ von: "07:00", bis: "06:59", wochentage: [] }] },
      "VERORDNENDER",
      ["ruhezeiten"],
    ],
    [
      "fifteen of them",
      { ruhezeiten: Array.from({ length: 15 }, () => ({ von: "20:00", bis: "07:00", wochentage: [] })) },
      "VERORDNENDER",
      ["ruhezeiten"],
    ],
    ["a Sammelzeit that does not exist", { sammelzeit: "24:00" }, "VERORDNENDER", ["sammelzeit"]],
    [
      "a Sammelzeit that is always quiet",
      {
        sammelzeit: "06:00",
        ruhezeiten: [
          {
            von: "20:00",
            bis: "07:00",
            wochentage: ["MONTAG", "DIENSTAG", "MITTWOCH", "DONNERSTAG", "FREITAG", "SAMSTAG"],
          },
          { von: "20:00", bis: "06:01", wochentage: ["SONNTAG"] },
        ],
      },
      "VERORDNENDER",
      ["sammelzeit"],
    ],
    [
      "several faults at once",
      { kanaele: [], informationen: ["ZUGEWIESEN"], ruhezeiten: [{ von: "99:99", bis: "07:00", wochentage: [] }] },
      "VERORDNENDER",
      ["kanaele", "informationen[0]", "ruhezeiten[0].von"],
    ],
  ];
  for (const [titel, abweichung, rolle, pfade] of FAELLE)
    it(`${titel}: refused, naming ${pfade.join(", ")}`, () => {
      const { code, details } = abgelehnt(() => pruefeEinstellungen(gewaehlt(abweichung), rolle));
      assert.equal(code, "EINSTELLUNGEN_UNGUELTIG");
      const { verstoesse } = details as { verstoesse: { pfad: string; regel: string; hinweis: string }[] };
      assert.deepEqual(
        verstoesse.map(({ pfad }) => pfad),
        pfade,
      );
      for (const { regel, hinweis } of verstoesse) assert.ok(regel.endsWith(".") && hinweis.endsWith("."));
    });

  it("takes the defaults of every role", () => {
    for (const rolle of TEILNEHMERROLLEN) pruefeEinstellungen(einstellungsvorgabe(rolle), rolle);
  });

  it("takes a Sammelzeit that is quiet on six days of the week", () => {
    const nachts = {
      von: "20:00",
      bis: "07:00",
      wochentage: ["MONTAG", "DIENSTAG", "MITTWOCH", "DONNERSTAG", "FREITAG"],
    };
    const ruhezeiten = [nachts, { von: "20:00", bis: "07:00", wochentage: ["SAMSTAG"] }] as Einstellungen["ruhezeiten"];
    pruefeEinstellungen(gewaehlt({ sammelzeit: "06:00", ruhezeiten }), "VERORDNENDER");
  });

  it("takes TIM, which may come later, and an hour a week that is not quiet", () => {
    const woche = [
      { von: "00:00", bis: "00:00", wochentage: ["MONTAG", "DIENSTAG", "MITTWOCH", "DONNERSTAG", "FREITAG"] },
      { von: "00:00", bis: "00:00", wochentage: ["SAMSTAG"] },
      { von: "00:00", bis: "23:00", wochentage: ["SONNTAG"] },
    ] as const;
    pruefeEinstellungen(gewaehlt({ kanaele: ["TIM", "KIM"], ruhezeiten: woche }), "VERORDNENDER");
  });
});
