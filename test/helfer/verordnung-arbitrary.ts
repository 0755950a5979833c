import fc from "fast-check";
import type { Leistung, Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";
import { ARZT, S1, verordnung } from "./verordnung-bauer.js";

/** Generators of valid data sets for properties. */

/** fc.record makes objects without prototype at times, which no deepEqual takes for a plain object. */
export const satz = <T>(modell: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(modell, { noNullPrototype: true });

/** Text a person could type: letters, umlauts, XML's special characters, line ends; never blank. */
export const text = fc
  .string({ unit: fc.constantFrom(..."abcÄöüß –„“\"'<>&;\n€1😀"), minLength: 1, maxLength: 30 })
  .map((inhalt) => `x${inhalt}x`);

const tag = (von: number, bis: number) =>
  fc.integer({ min: von, max: bis }).map((nummer) => `2026-04-${String(nummer).padStart(2, "0")}`);
export const zeitraum = fc.tuple(tag(1, 15), tag(16, 30)).map(([von, bis]) => ({ von, bis }));
export const haeufigkeit = satz({
  anzahl: fc.integer({ min: 1, max: 50 }),
  je: fc.constantFrom("TAG" as const, "WOCHE" as const, "MONAT" as const),
});

const was = fc.oneof(
  fc.constantFrom("1", "12", "26", "31c").map((nummer) => ({ nummer })),
  text.map((freitext) => ({ freitext })),
);
const umfang = fc.oneof(
  fc.constant({ blanko: true as const }),
  satz({ blanko: fc.constant(false as const), haeufigkeit, dauer: zeitraum }),
);
const einzelheiten = fc.oneof(
  fc.constant({}),
  text.map((inhalt) => ({ einzelheiten: inhalt })),
);
const leistungen: fc.Arbitrary<Leistung[]> = fc
  .array(fc.tuple(was, umfang, einzelheiten), { minLength: 1, maxLength: 5 })
  .map((liste) => liste.map(([a, b, c], stelle) => ({ id: `L${stelle + 1}`, ...a, ...b, ...c })));

const institution = fc.constantFrom({ bsnr: S1.praxis.bsnr }, { ik: "260326822" });
const wahlweise = <T extends object>(wert: fc.Arbitrary<T>): fc.Arbitrary<T | object> =>
  fc.oneof(fc.constant({}), wert);

export const gueltigeVerordnung: fc.Arbitrary<Verordnung> = fc
  .record({
    art: fc.constantFrom("ERSTVERORDNUNG" as const, "FOLGEVERORDNUNG" as const),
    vorname: text,
    nachname: text,
    kostentraegerart: fc.constantFrom(...(["GKV", "DGUV", "BUNDESPOLIZEI", "PKV", "BEIHILFE", "SONSTIGE"] as const)),
    institution,
    leistungen,
    einschraenkungen: fc.array(text, { minLength: 1, maxLength: 3 }),
    diagnosen: fc.array(
      fc.tuple(fc.constantFrom("I83.0", "E11.90", "Z74"), wahlweise(satz({ text }))).map(([icd, weiteres]) => ({
        icd,
        ...weiteres,
      })),
      { minLength: 1, maxLength: 3 },
    ),
    wahlKostenerstattung: fc.boolean(),
    weiteres: wahlweise(satz({ hinweise: text })),
    ort: wahlweise(
      satz({
        versorgungsort: fc.constantFrom(
          ...(["HAEUSLICHKEIT", "WOHNGRUPPE", "SCHULE_KITA", "WERKSTATT", "PFLEGEHEIM", "SONSTIGER"] as const),
        ),
      }),
    ),
    gesamt: wahlweise(satz({ gesamtverordnungId: fc.uuid() })),
    dauerhaft: wahlweise(satz({ bedarfDauerhaft: fc.boolean() })),
  })
  .map((wahl) => {
    const vorlage = verordnung();
    return verordnung({
      art: wahl.art,
      verordnungszeitraum: { von: "2026-04-01", bis: "2026-04-30" },
      versicherter: { ...vorlage.versicherter, vorname: wahl.vorname, nachname: wahl.nachname },
      kostentraeger: { ...vorlage.kostentraeger, art: wahl.kostentraegerart },
      verordnender: { ...ARZT, ...wahl.institution },
      leistungen: wahl.leistungen,
      einschraenkungen: wahl.einschraenkungen,
      diagnosen: wahl.diagnosen,
      wahlKostenerstattung: wahl.wahlKostenerstattung,
      ...(wahl.kostentraegerart === "DGUV" && { unfall: { tag: "2026-02-27" } }),
      ...wahl.weiteres,
      ...wahl.ort,
      ...wahl.gesamt,
      ...wahl.dauerhaft,
    });
  });
