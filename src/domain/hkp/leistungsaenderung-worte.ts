import { deutschesDatum } from "../kern/kalender.js";
import type { Einzelleistungsaenderung, Umfangsaenderung } from "./datensaetze/leistungsaenderung.js";
import type { Leistung } from "./datensaetze/verordnung.js";
import { haeufigkeitInWorten, leistungsname, zeitraumInWorten } from "./korrektur/worte.js";
import { versionen } from "./vorgang.js";
import type { Datensatz, Vorgang } from "./vorgang.js";

/** One German sentence per Leistung, without the reason. What was prescribed is taken from the Verordnung, which all readers read. */
export function leistungsaenderungssaetze(
  { inhalt }: Datensatz<"LEISTUNGSAENDERUNG">,
  vorgang: Vorgang,
): readonly { readonly aenderung: Einzelleistungsaenderung; readonly satz: string }[] {
  const verordnung = versionen(vorgang, "VERORDNUNG").find(({ version }) => version === inhalt.zuVersion)?.inhalt;
  return inhalt.aenderungen.map((aenderung) => {
    const leistung = verordnung?.leistungen.find(({ id }) => id === aenderung.leistungId);
    const name = leistung === undefined ? aenderung.leistungId : leistungsname(leistung);
    return { aenderung, satz: `${name}: ${umfangInWorten(aenderung, leistung)}.` };
  });
}

function umfangInWorten(aenderung: Umfangsaenderung, leistung: Leistung | undefined): string {
  switch (aenderung.art) {
    case "VERMINDERT": {
      const { haeufigkeit, dauer } = aenderung;
      const neu = [haeufigkeit && haeufigkeitInWorten(haeufigkeit), dauer && zeitraumInWorten(dauer)];
      const verordnet = [
        haeufigkeit && leistung?.haeufigkeit && haeufigkeitInWorten(leistung.haeufigkeit),
        dauer && leistung?.dauer && zeitraumInWorten(leistung.dauer),
      ];
      const bisher = aufgezaehlt(verordnet);
      return `vermindert auf ${aufgezaehlt(neu)}${bisher === "" ? "" : ` (verordnet: ${bisher})`}`;
    }
    case "PAUSIERT": {
      const bis = aenderung.bis === undefined ? "bis auf Weiteres" : `bis ${deutschesDatum(aenderung.bis)}`;
      return `pausiert vom ${deutschesDatum(aenderung.von)} ${bis}`;
    }
    case "AUFGEHOBEN":
      return `ab ${deutschesDatum(aenderung.von)} wieder wie verordnet`;
  }
}

const aufgezaehlt = (teile: readonly (string | undefined)[]): string =>
  teile.filter((teil) => teil !== undefined).join(", ");
