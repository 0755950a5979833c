import { istBefehlsnachricht } from "../../domain/fhir/befehlsnachricht.js";
import { Fachfehler } from "../../domain/kern/fehler.js";
import type { Anhang } from "../../domain/ports/eingang.js";
import type { Signaturfehler, Unterzeichner } from "../../domain/ports/signatur.js";
import type { FhirBundle } from "../../domain/ports/zustellung.js";
import type { Dienste } from "../dienste.js";

/** What the attachments of a message are. */
export interface Sortiert {
  /** The one command; null: none. */
  readonly befehl: { readonly bundle: FhirBundle; readonly unterzeichner: Unterzeichner | null } | null;
  /** The one signed data set beside it. */
  readonly signiert: SignierterAnhang | null;
  /** All others that somebody may have meant. */
  readonly dateien: readonly Anhang[];
}

export interface SignierterAnhang {
  readonly cms: Uint8Array;
  /** Null: the signature holds. What does not is refused by the write path, in its order, or here if there is no command. */
  readonly fehler: Signaturfehler | null;
}

type Sorte =
  | { readonly art: "befehl"; readonly bundle: FhirBundle; readonly unterzeichner: Unterzeichner | null }
  | ({ readonly art: "signiert" } & SignierterAnhang)
  /** A message of ours that came back, or the detached signature of a mail: nothing that anybody would miss. */
  | { readonly art: "beiwerk" }
  | { readonly art: "datei"; readonly anhang: Anhang };

/** More is no command and would only keep us busy. */
const HOECHSTENS = 20;

const CMS_TYPEN: ReadonlySet<string> = new Set([
  "application/pkcs7-mime",
  "application/x-pkcs7-mime",
  "application/pkcs7-signature",
  "application/x-pkcs7-signature",
]);
const FHIR_TYPEN: ReadonlySet<string> = new Set(["application/fhir+xml", "application/fhir+json"]);
/** As programs name XML and JSON that they know no better type for. */
const ALLGEMEINE_TYPEN: ReadonlySet<string> = new Set([
  "application/xml",
  "text/xml",
  "application/json",
  "application/octet-stream",
  "text/plain",
]);

const endetMit = (name: string, endungen: readonly string[]): boolean =>
  endungen.some((endung) => name.toLowerCase().endsWith(endung));
const istCms = ({ medientyp, name }: Anhang): boolean => CMS_TYPEN.has(medientyp) || endetMit(name, [".p7m", ".p7s"]);
const istAllgemein = ({ medientyp, name }: Anhang): boolean =>
  ALLGEMEINE_TYPEN.has(medientyp) &&
  (endetMit(name, [".xml", ".json"]) || medientyp.endsWith("/xml") || medientyp.endsWith("/json"));

/**
 * Finds the command and its signed data set among the attachments; their names decide nothing but what is looked into.
 * @throws Fachfehler EINGANG_MEHRERE_BEFEHLE, DATENSATZ_UNGUELTIG (what calls itself FHIR and is not), SIGNATUR_UNGUELTIG
 */
export async function sortiere(anhaenge: readonly Anhang[], dienste: Dienste): Promise<Sortiert> {
  const geprueft: Sorte[] = anhaenge.slice(HOECHSTENS).map((anhang) => ({ art: "datei", anhang }));
  for (const anhang of anhaenge.slice(0, HOECHSTENS)) geprueft.push(await sorteVon(anhang, dienste));
  const befehle = geprueft.filter((sorte) => sorte.art === "befehl");
  const signierte = geprueft.filter((sorte) => sorte.art === "signiert");
  if (befehle.length > 1 || signierte.length > 1) throw new Fachfehler("EINGANG_MEHRERE_BEFEHLE");
  return {
    befehl: befehle[0] ?? null,
    signiert: signierte[0] ?? null,
    dateien: geprueft.flatMap((sorte) => (sorte.art === "datei" ? [sorte.anhang] : [])),
  };
}

async function sorteVon(anhang: Anhang, dienste: Dienste): Promise<Sorte> {
  if (istCms(anhang)) return sorteSignierter(anhang, dienste);
  const angeblichFhir = FHIR_TYPEN.has(anhang.medientyp);
  if (!angeblichFhir && !istAllgemein(anhang)) return { art: "datei", anhang };
  const gelesen = dienste.fhir.lies(anhang.bytes);
  if (gelesen.art === "gueltig") return sorteDes(gelesen.bundle, null, anhang);
  // Faulty is what was meant as a message of FHIR: to pass it over would make words of a command.
  if (angeblichFhir || nenntKopf(anhang.bytes))
    throw new Fachfehler("DATENSATZ_UNGUELTIG", { verstoesse: gelesen.verstoesse });
  return { art: "datei", anhang };
}

/** Without content it is a mail's own signature. */
async function sorteSignierter(anhang: Anhang, { signaturen, fhir, uhr }: Dienste): Promise<Sorte> {
  const { bytes: cms } = anhang;
  const geprueft = await signaturen.pruefe(cms, uhr.jetzt());
  if (geprueft.art === "ungueltig")
    return geprueft.grund === "KEIN_INHALT" ? { art: "beiwerk" } : { art: "signiert", cms, fehler: geprueft.grund };
  const { inhalt, unterzeichner } = geprueft.signatur;
  const gelesen = fhir.lies(inhalt);
  return gelesen.art === "gueltig" && gelesen.bundle.type === "message"
    ? sorteDes(gelesen.bundle, unterzeichner, anhang)
    : { art: "signiert", cms, fehler: null };
}

function sorteDes(bundle: FhirBundle, unterzeichner: Unterzeichner | null, anhang: Anhang): Sorte {
  if (istBefehlsnachricht(bundle)) return { art: "befehl", bundle, unterzeichner };
  return bundle.type === "message" ? { art: "beiwerk" } : { art: "datei", anhang };
}

const KOPF = "MessageHeader";
/** Where a message begins; the rest may be large. */
const ANFANG = 4096;
const nenntKopf = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes.subarray(0, ANFANG)).includes(KOPF);
