import type { BeantragteLeistung } from "../datensaetze/beantragt.js";
import { anzahlTage, gleicherZeitraum, liegtInnerhalb } from "../datensaetze/kalendertag.js";
import { vergleicheHaeufigkeit } from "../datensaetze/umfang.js";
import type { Haeufigkeit, Leistung, Zeitraum } from "../datensaetze/verordnung.js";
import { findeVerzeichnisleistung } from "../leistungsverzeichnis.js";
import type { Verzeichnisleistung } from "../leistungsverzeichnis.js";
import type { Freigabegrenze } from "./freigabe.js";
import type { Pruefall } from "./pruefall.js";
import type { Befund, Pruefregel } from "./vorgangsregeln.js";

const PSYCHIATRISCHE_PFLEGE = "27a";

/** A prescribed Leistung with all that is known of it. */
interface Einzelfall {
  readonly leistung: Leistung;
  /** Null: not applied for. */
  readonly beantragt: BeantragteLeistung | null;
  /** By the Arzt, or by the Pflegefachperson in the Blankoverordnung. */
  readonly verordnet: { readonly haeufigkeit?: Haeufigkeit; readonly dauer?: Zeitraum };
  /** Null: no number, or none of the Leistungsverzeichnis. */
  readonly eintrag: Verzeichnisleistung | null;
  readonly grenze: Freigabegrenze;
  readonly fall: Pruefall;
}

function einzelfall(leistung: Leistung, fall: Pruefall): Einzelfall {
  const { nummer } = leistung;
  const offen = fall.blankoverordnung?.leistungen.find(({ leistungId }) => leistungId === leistung.id);
  return {
    leistung,
    beantragt: fall.beantragt.find(({ leistungId }) => leistungId === leistung.id) ?? null,
    verordnet: leistung.blanko ? (offen ?? {}) : leistung,
    eintrag: nummer === undefined ? null : findeVerzeichnisleistung(nummer),
    grenze: nummer === undefined ? {} : (fall.freigaben.get(nummer) ?? {}),
    fall,
  };
}

/** The sentence if the rule is not met by this Leistung. */
type Einzelregel = (einzelfall: Einzelfall) => string | null;

const jeLeistung =
  (regel: Einzelregel): Pruefregel =>
  (fall) =>
    fall.verordnung.leistungen.flatMap((leistung): readonly Befund[] => {
      const text = regel(einzelfall(leistung, fall));
      return text === null ? [] : [{ text, leistungId: leistung.id }];
    });

const name = ({ leistung, eintrag }: Einzelfall): string =>
  eintrag === null
    ? (leistung.freitext ?? `Nr. ${leistung.nummer ?? "?"}`)
    : `Nr. ${eintrag.nummer} (${eintrag.titel})`;

function gleicherUmfang({ beantragt, verordnet }: Einzelfall): boolean {
  const { haeufigkeit, dauer } = beantragt ?? {};
  if (!haeufigkeit || !dauer || !verordnet.haeufigkeit || !verordnet.dauer) return false;
  return vergleicheHaeufigkeit(haeufigkeit, verordnet.haeufigkeit) === 0 && gleicherZeitraum(dauer, verordnet.dauer);
}

/** Rules about each Leistung. An extent that is not known is never within a limit. */
export const LEISTUNGSREGELN = {
  FREITEXT: jeLeistung(({ leistung }) =>
    leistung.nummer === undefined ? "Die Leistung hat keine Nummer des Leistungsverzeichnisses." : null,
  ),
  // The limits are those of one Leistung: two of a kind could exceed them together.
  MEHRFACH: jeLeistung((einer) => {
    const { leistung, fall } = einer;
    const gleiche = fall.verordnung.leistungen.filter(({ nummer }) => nummer === leistung.nummer).length;
    return leistung.nummer !== undefined && gleiche > 1 ? `${name(einer)} ist mehrfach verordnet.` : null;
  }),
  // § 4 HKP-RL: longer than 14 days only if the abilities can be judged; nobody but a person can.
  PSYCHIATRISCHE_ERSTVERORDNUNG: jeLeistung(({ leistung, fall }) =>
    leistung.nummer === PSYCHIATRISCHE_PFLEGE && fall.verordnung.art === "ERSTVERORDNUNG"
      ? "Eine Erstverordnung psychiatrischer häuslicher Krankenpflege wird immer von einem Menschen geprüft."
      : null,
  ),
  BLANKO_UNGEKLAERT: jeLeistung((einer) =>
    einer.leistung.blanko && einer.eintrag?.blanko !== true
      ? `Ob ${name(einer)} als Blankoverordnung zulässig ist, ist nicht geklärt.`
      : null,
  ),
  NICHT_BEANTRAGT: jeLeistung((einer) =>
    einer.beantragt === null ? `${name(einer)} ist verordnet, aber nicht beantragt.` : null,
  ),
  UMFANG_ABWEICHEND: jeLeistung((einer) =>
    einer.beantragt !== null && !gleicherUmfang(einer)
      ? `Der beantragte Umfang von ${name(einer)} entspricht nicht dem verordneten.`
      : null,
  ),
  // A Korrektur may have shortened the period after submission.
  AUSSERHALB_DES_ZEITRAUMS: jeLeistung((einer) => {
    const dauer = einer.beantragt?.dauer;
    return dauer !== undefined && !liegtInnerhalb(dauer, einer.fall.verordnung.verordnungszeitraum)
      ? `Die beantragte Dauer von ${name(einer)} liegt nicht im Verordnungszeitraum.`
      : null;
  }),
  HAEUFIGKEIT_OHNE_GRENZE: jeLeistung((einer) =>
    einer.eintrag !== null && einer.eintrag.hoechsthaeufigkeit === null && einer.grenze.haeufigkeit === undefined
      ? `Für ${name(einer)} ist keine Häufigkeit bekannt, bis zu der automatisch genehmigt werden darf.`
      : null,
  ),
  HAEUFIGKEIT_UEBER_FREIGABE: jeLeistung((einer) => {
    const { grenze, beantragt } = einer;
    if (grenze.haeufigkeit === undefined || beantragt?.haeufigkeit === undefined) return null;
    return vergleicheHaeufigkeit(beantragt.haeufigkeit, grenze.haeufigkeit) > 0
      ? `Die Häufigkeit von ${name(einer)} liegt über der Freigabe des Kostenträgers.`
      : null;
  }),
  DAUER_OHNE_GRENZE: jeLeistung((einer) =>
    einer.eintrag !== null && (einer.eintrag.hoechstdauer?.tage ?? einer.grenze.tage) === undefined
      ? `Für ${name(einer)} ist keine Dauer bekannt, bis zu der automatisch genehmigt werden darf.`
      : null,
  ),
  DAUER_UEBER_FREIGABE: jeLeistung((einer) => {
    const { grenze, beantragt } = einer;
    if (grenze.tage === undefined || beantragt?.dauer === undefined) return null;
    const tage = anzahlTage(beantragt.dauer);
    return tage === null || tage > grenze.tage
      ? `Die Dauer von ${name(einer)} liegt über der Freigabe des Kostenträgers.`
      : null;
  }),
  // What was applied for must be prescribed: a Korrektur may have taken it out.
  NICHT_VERORDNET: ({ beantragt, verordnung }) => {
    const verordnete = new Set(verordnung.leistungen.map(({ id }) => id));
    return beantragt
      .filter(({ leistungId }) => !verordnete.has(leistungId))
      .map(({ leistungId }) => ({ text: "Eine beantragte Leistung ist nicht verordnet.", leistungId }));
  },
} as const satisfies Record<string, Pruefregel>;
