import { akteurZu } from "../../domain/eingang/institution.js";
import { istEigenesSiegel } from "../../domain/eingang/person.js";
import type { Personangabe } from "../../domain/eingang/person.js";
import { ausgefuehrttext, befehlssatz } from "../../domain/eingang/rueckmeldungstexte.js";
import { kennung } from "../../domain/fhir/bauen.js";
import { leseBefehl, VERORDNUNGS_ID } from "../../domain/fhir/befehlsnachricht.js";
import type { GelesenerBefehl } from "../../domain/fhir/befehlsnachricht.js";
import type { Parameter } from "../../domain/fhir/parameter.js";
import { NAMENSRAUM } from "../../domain/fhir/systeme.js";
import { uuidAus } from "../../domain/fhir/uuid.js";
import { Fachfehler } from "../../domain/kern/fehler.js";
import type { Verstoss } from "../../domain/kern/fehler.js";
import type { Anhang, Eingangsergebnis } from "../../domain/ports/eingang.js";
import type { Unterzeichner } from "../../domain/ports/signatur.js";
import { fuehreAus } from "../befehl-ausfuehren.js";
import type { Antwort } from "../befehl-ausfuehren.js";
import { legeVorgangAn } from "../vorgang-anlegen.js";
import type { Sortiert } from "./anhaenge.js";
import { uebergebene } from "./annahmenachricht.js";
import { BEFEHLSZEILEN, istNachrichtenaktion, zugangAus } from "./befehlszeilen.js";
import type { Befehlszeile, Nachrichtenaktion } from "./befehlszeilen.js";
import { bezugZu } from "./bezug.js";
import { mitDatei } from "./datei.js";
import type { Eingangsdienste } from "./dienste.js";
import { anfrageIdAus } from "./fund.js";
import type { Fund } from "./fund.js";
import { erfolgsmeldung } from "./rueckmeldung.js";

const PERSON = "person";

/**
 * A FHIR message with a command, which its row (befehlszeilen.ts) turns into the order of the one write path.
 * A signed message names its Vorgang itself, because nothing signed says in which thread it came, and acts once: its
 * request is its Bundle's, whoever sends it again.
 */
export async function fuehreBefehlAus(
  { signiert: beigelegt, dateien }: Sortiert,
  { bundle, unterzeichner }: NonNullable<Sortiert["befehl"]>,
  fund: Fund,
  dienste: Eingangsdienste,
): Promise<Eingangsergebnis> {
  const { befehl, verstoesse } = leseBefehl(bundle);
  const { code, parameter } = befehl;
  fund.befehl = { bundleId: befehl.bundleId, code };
  // Ids and references first: everything after goes by them.
  ohneVerstoesse(verstoesse);
  if (!istNachrichtenaktion(code)) throw new Fachfehler("BEFEHL_UNBEKANNT");
  if (beigelegt !== null && befehl.signiert !== null) throw new Fachfehler("EINGANG_MEHRERE_BEFEHLE");
  const signiert = beigelegt?.cms ?? befehl.signiert;
  await weiseAus({ befehl, code, unterzeichner, signiert }, fund, dienste);
  const anfrageId = unterzeichner === null ? anfrageIdAus(fund.eingang) : uuidAus(befehl.bundleId, "Befehl");
  const zeile: Befehlszeile | null = BEFEHLSZEILEN[code];
  parameter.nur([VERORDNUNGS_ID, PERSON, ...(zeile?.parameter ?? [])]);

  if (zeile === null) {
    ohneVerstoesse(verstoesse);
    return bestaetige(await legeVorgangAn(fund.akteur, anfrageId, dienste), dateien.length, fund, dienste);
  }
  const { verordnungsId, datensatz, antwortAuf } = befehl;
  fund.bezug = await bezugZu({ antwortAuf, bezuege: fund.eingang.bezuege, verordnungsId }, dienste);
  const { vorgangId } = fund.bezug;
  ohneVerstoesse([...verstoesse, ...falscheForm(zeile, befehl, signiert), ...falscheDatei(zeile, dateien)]);
  const zugang = code === "annehmen" ? zugangAus(befehl) : null;
  const gelesener = zeile.lies({ parameter, datensatz, signiert, vorgangId });
  ohneVerstoesse(verstoesse);
  const [datei] = zeile.datei === true ? dateien : [];
  const auftrag = await mitDatei(gelesener, datei ?? null, { vorgangId, akteur: fund.akteur, anfrageId }, dienste);
  const antwort = await fuehreAus({ vorgangId, auftrag, akteur: fund.akteur, zugang, anfrageId }, dienste);
  return bestaetige(antwort, dateien.length - (datei === undefined ? 0 : 1), fund, dienste);
}

function ohneVerstoesse(verstoesse: readonly Verstoss[]): void {
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
}

interface Vorgelegtes {
  readonly befehl: GelesenerBefehl;
  readonly code: Nachrichtenaktion;
  readonly unterzeichner: Unterzeichner | null;
  readonly signiert: Uint8Array | null;
}

/** Sets who acts, by the signatures and by what the institution states under its seal. */
async function weiseAus(
  { befehl: { parameter, verordnungsId }, code, unterzeichner, signiert }: Vorgelegtes,
  fund: Fund,
  dienste: Eingangsdienste,
): Promise<void> {
  const { telematikId, rolle } = fund.akteur;
  const eigenesSiegel = istEigenesSiegel(unterzeichner, telematikId);
  if (unterzeichner?.art === "FORTGESCHRITTEN" && !eigenesSiegel) throw new Fachfehler("SIGNATUR_FREMD");
  if (unterzeichner !== null && verordnungsId === null && code !== "anlegen")
    parameter.melde("Eine signierte Nachricht muss die Verordnungs-ID selbst nennen.");
  const angegeben = parameter.hat(PERSON);
  const gilt = eigenesSiegel && rolle === "PFLEGEDIENST";
  if (angegeben && !gilt)
    parameter.melde(
      "Angaben zur Person gelten nur von einem Pflegedienst und nur in einer mit seiner SMC-B signierten Nachricht.",
    );
  // Only of a practice it matters who signed the data set.
  const imDatensatz = rolle === "VERORDNENDER" && signiert !== null ? await unterzeichnerVon(signiert, dienste) : null;
  const unterzeichnete = [unterzeichner, imDatensatz].filter((einer) => einer !== null);
  const ausweis = { unterzeichner: unterzeichnete, person: angegeben && gilt ? liesPerson(parameter) : null };
  fund.akteur = akteurZu(fund.eintrag, ausweis) ?? fund.akteur;
}

/** Null also if it does not hold: that is refused when the data set is read. */
async function unterzeichnerVon(cms: Uint8Array, { signaturen, uhr }: Eingangsdienste): Promise<Unterzeichner | null> {
  const geprueft = await signaturen.pruefe(cms, uhr.jetzt());
  return geprueft.art === "gueltig" ? geprueft.signatur.unterzeichner : null;
}

function liesPerson(parameter: GelesenerBefehl["parameter"]): Personangabe | null {
  const [person, zweite] = parameter.gruppen(PERSON);
  if (person === undefined) return null;
  zweite?.melde("Hier ist nur ein Eintrag vorgesehen.");
  person.nur(["name", "lbnr", "qualifikation"]);
  return { name: person.text("name"), lbnr: person.text("lbnr"), qualifikationen: person.texte("qualifikation") };
}

/** Forms of the data set that a row takes; the words are for whoever sent another one. */
const FORMEN = {
  SIGNIERT: {
    passt: (unsigniert: boolean, signiert: boolean) => signiert && !unsigniert,
    regel: "Der Befehl verlangt genau einen signierten Datensatz (CMS) und keinen unsignierten.",
  },
  UNSIGNIERT: {
    passt: (unsigniert: boolean, signiert: boolean) => unsigniert && !signiert,
    regel: "Der Befehl verlangt genau einen unsignierten Datensatz (Bundle) und keinen signierten.",
  },
  BEIDES: {
    passt: (unsigniert: boolean, signiert: boolean) => unsigniert !== signiert,
    regel: "Der Befehl verlangt genau einen Datensatz, signiert (CMS) oder unsigniert (Bundle).",
  },
  KEINER: {
    passt: (unsigniert: boolean, signiert: boolean) => !unsigniert && !signiert,
    regel: "Der Befehl verlangt keinen Datensatz.",
  },
} as const;

function falscheForm(
  zeile: Befehlszeile,
  { datensatz }: GelesenerBefehl,
  signiert: Uint8Array | null,
): readonly Verstoss[] {
  const { passt, regel } = FORMEN[zeile.datensatz ?? "KEINER"];
  if (passt(datensatz !== null, signiert !== null)) return [];
  return [{ pfad: "Datensatz", regel, hinweis: "Senden Sie die Nachricht wie in der Beschreibung der Formate." }];
}

function falscheDatei({ datei }: Befehlszeile, dateien: readonly Anhang[]): readonly Verstoss[] {
  if (datei !== true || dateien.length === 1) return [];
  const regel = "Der Befehl verlangt genau einen weiteren Anhang mit der Unterlage.";
  return [{ pfad: "Anhang", regel, hinweis: "Senden Sie für jede Unterlage eine eigene Nachricht." }];
}

function bestaetige(
  { erledigt, vorgang }: Antwort,
  unbenutzt: number,
  fund: Fund,
  dienste: Eingangsdienste,
): Eingangsergebnis {
  const { aktion, status, version } = erledigt;
  const codes = aktion === "anlegen" ? vorgang.zugriffscodes : null;
  const parameter: readonly Parameter[] = [
    { name: VERORDNUNGS_ID, kennung: kennung(NAMENSRAUM.verordnungsId, vorgang.id) },
    { name: "status", text: status },
    { name: "version", zahl: version },
    ...(codes === null
      ? []
      : [
          { name: "zugriffscodeAnnehmen", text: codes.annehmen },
          { name: "zugriffscodeLesen", text: codes.lesen },
        ]),
  ];
  const text = ausgefuehrttext(befehlssatz(aktion, vorgang.id, status), unbenutzt);
  // Whoever accepts with a card or a code has been sent nothing of the Verordnung so far, and nobody else tells it of it.
  const datensaetze = aktion === "annehmen" ? uebergebene(vorgang, fund.akteur) : [];
  return {
    art: "ausgefuehrt",
    aktion,
    vorgangId: vorgang.id,
    rueckmeldung: erfolgsmeldung({ text, zeit: erledigt.zeit }, parameter, datensaetze, fund, dienste),
  };
}
