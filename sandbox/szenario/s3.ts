import { entwerfen, entwurfAendern, listeSignieren, profilSpeichern } from "./aktionen-entwurf.js";
import * as aktion from "./aktionen.js";
import { BLUTZUCKER, HKP_STANDARD, ohneLeistungen, ZEITRAUM } from "./daten-entwurf.js";
import type { Szenario } from "./szenario.js";
import { NAMEN } from "./wege.js";

const leistung = (nr: number, rest: Readonly<Record<string, unknown>>) => {
  const { nummer, einzelheiten } = HKP_STANDARD.leistungen[nr] ?? {};
  return { id: `00000000-0000-4000-8000-00000000000${nr}`, nummer, einzelheiten, blanko: false, ...rest };
};
/** The draft as the form sends it; Positionswechsel as given. */
const mit = (positionswechsel: Readonly<Record<string, unknown>>) => ({
  ...ohneLeistungen("renate"),
  leistungen: [
    leistung(0, { haeufigkeit: HKP_STANDARD.leistungen[0].haeufigkeit, dauer: ZEITRAUM() }),
    leistung(1, { haeufigkeit: HKP_STANDARD.leistungen[1].haeufigkeit, dauer: ZEITRAUM() }),
    leistung(2, positionswechsel),
    { id: "00000000-0000-4000-8000-000000000003", ...BLUTZUCKER() },
  ],
});
/** Marked Blanko, but the frequency of the profile was left standing. */
const falsch = () => mit({ blanko: true, haeufigkeit: HKP_STANDARD.leistungen[2].haeufigkeit });
const richtig = () => mit({ blanko: true });

const MANGEL = [
  {
    pfad: "leistungen[2].haeufigkeit",
    regel: "Eine Blanko-Leistung darf keine Häufigkeit enthalten.",
  },
];
/** § 5 HKP-RL; the period of four weeks may stay. */
const HINWEIS = [
  {
    pfad: "verordnungszeitraum",
    regel: "Eine Erstverordnung soll nach § 5 HKP-Richtlinie 14 Tage nicht überschreiten.",
  },
];

export const S3: Szenario = {
  name: "S3",
  titel: "Verordnung für Renate aus dem Profil, mit Blutzuckermessung und einer falschen Angabe",
  async spiele(regie, welt) {
    const profile: string[] = [];
    await regie.schritt(profilSpeichern("mfa", HKP_STANDARD, (id) => profile.push(id)));
    const [angelegt] = await regie.reihe(
      entwerfen(
        "mfa",
        { entwurf: { ...ohneLeistungen("renate"), leistungen: [BLUTZUCKER()] }, profilIds: profile },
        ({ vorgaenge }) => ({
          soll: [[["11", "26", "31b", "12"], []]],
          ist: vorgaenge.map(({ entwurf }) => [entwurf.inhalt.leistungen.map(({ nummer }) => nummer), entwurf.maengel]),
        }),
      ),
    );
    if (angelegt === undefined) return;
    const id = angelegt.vorgang;
    await regie.schritt(
      entwurfAendern("mfa", id, falsch, ({ maengel, hinweise }) => ({
        soll: [MANGEL, HINWEIS],
        ist: [maengel, hinweise],
      })),
    );
    await regie.schritt(aktion.aktivieren(welt, "aerztin", id, "aerztin", falsch()));
    await regie.schritt(
      entwurfAendern("mfa", id, richtig, ({ maengel, hinweise }) => ({
        soll: [[], HINWEIS],
        ist: [maengel, hinweise],
      })),
    );
    await regie.reihe(listeSignieren(welt, "aerztin", "aerztin", [id]));
  },
  erwartet: [
    { aktion: "profilSpeichern", status: [null, null], alarme: [], informationen: [] },
    { aktion: "anlegen", status: [null, "INITIALISIERT"], alarme: [], informationen: [] },
    { aktion: "entwurfAendern", status: ["INITIALISIERT", "INITIALISIERT"], alarme: [], informationen: [] },
    {
      aktion: "aktivieren",
      status: ["INITIALISIERT", "INITIALISIERT"],
      fehler: { code: "DATENSATZ_UNGUELTIG", pfad: "leistungen[2].haeufigkeit" },
      alarme: [],
      informationen: [],
    },
    { aktion: "entwurfAendern", status: ["INITIALISIERT", "INITIALISIERT"], alarme: [], informationen: [] },
    {
      aktion: "aktivieren",
      status: ["INITIALISIERT", "OFFEN"],
      alarme: [{ an: NAMEN.renate, kanal: "PORTAL" }],
      informationen: [],
    },
  ],
  hinweis: "Die falsche Angabe wurde mit ihrem Feld gezeigt und vor der Unterschrift berichtigt.",
};
