import type { Aktion } from "../hkp/status.js";
import type { Verstoss } from "../kern/fehler.js";
import type { FhirBundle, FhirRessource } from "../ports/zustellung.js";
import { alsBase64, ausBase64 } from "./base64.js";
import { kennung } from "./bauen.js";
import { Fundstelle } from "./fundstelle.js";
import { nachrichtenBundle } from "./nachricht.js";
import type { Nachricht } from "./nachricht.js";
import { Parameterleser, parameterRessource } from "./parameter.js";
import type { Parameter } from "./parameter.js";
import { KODESYSTEM, NAMENSRAUM } from "./systeme.js";
import { uuidAus } from "./uuid.js";

/** A command as a system sends it by mail or chat (docs/KANAELE.md, Formate). */
export interface Befehlsnachricht {
  /** UUID, new for each command: a signed message acts once under it. */
  readonly bundleId: string;
  readonly zeitpunkt: Date;
  readonly aktion: Aktion;
  /** Bundle identifier (UUID) of our message that is answered; absent: none is. */
  readonly antwortAuf?: string;
  readonly verordnungsId?: string;
  readonly parameter?: readonly Parameter[];
  /** A data set as an unsigned Bundle: a Korrekturvorschlag, an Entscheidung. */
  readonly datensatz?: FhirBundle;
  /** A signed data set (CMS); may travel as an attachment of its own instead. */
  readonly signiert?: Uint8Array;
  readonly absender: Nachricht["absender"];
  readonly empfaenger: Nachricht["empfaenger"];
}

const CMS = "application/pkcs7-mime";

export function befehlsnachricht(befehl: Befehlsnachricht): FhirBundle {
  const { bundleId, zeitpunkt, aktion, antwortAuf, verordnungsId, parameter = [], datensatz, signiert } = befehl;
  const alle: readonly Parameter[] = [
    ...(verordnungsId === undefined
      ? []
      : [{ name: VERORDNUNGS_ID, kennung: kennung(NAMENSRAUM.verordnungsId, verordnungsId) }]),
    ...parameter,
  ];
  const fokus: readonly FhirRessource[] = [
    ...(alle.length === 0 ? [] : [parameterRessource(uuidAus(bundleId, "Parameters"), alle)]),
    ...(datensatz === undefined ? [] : [datensatz]),
    ...(signiert === undefined
      ? []
      : [{ resourceType: "Binary", id: uuidAus(bundleId, "Binary"), contentType: CMS, data: alsBase64(signiert) }]),
  ];
  return nachrichtenBundle({
    bundleId,
    zeitpunkt,
    ereignisCode: aktion,
    ereignisSystem: KODESYSTEM.befehl,
    absender: befehl.absender,
    empfaenger: befehl.empfaenger,
    quelle: {
      name: befehl.absender.name,
      software: befehl.absender.name,
      version: "1",
      kontakt: befehl.absender.endpoint,
    },
    fokus,
    ...(antwortAuf === undefined ? {} : { antwortAuf }),
  });
}

export const VERORDNUNGS_ID = "verordnungsId";

/** The same as it came in; what the action needs of it is read by its row. */
export interface GelesenerBefehl {
  readonly bundleId: string;
  /** Code as sent, possibly none of ours. */
  readonly code: string;
  readonly antwortAuf: string | null;
  readonly verordnungsId: string | null;
  readonly parameter: Parameterleser;
  readonly datensatz: FhirBundle | null;
  /** CMS of a Binary. */
  readonly signiert: Uint8Array | null;
}

/** Whether this is a message with a command, and not for example our own that came back attached. */
export function istBefehlsnachricht(bundle: FhirBundle): boolean {
  const kopf = bundle.entry[0]?.resource;
  if (bundle.type !== "message" || kopf?.resourceType !== "MessageHeader") return false;
  const kodierung = kopf["eventCoding"];
  return (
    typeof kodierung === "object" &&
    kodierung !== null &&
    "system" in kodierung &&
    kodierung.system === KODESYSTEM.befehl
  );
}

/**
 * Reading goes on as long as the caller reads parameters: the list of faults grows with it and counts at the end, so that all of
 * them are answered together.
 */
export function leseBefehl(bundle: FhirBundle): {
  readonly befehl: GelesenerBefehl;
  readonly verstoesse: readonly Verstoss[];
} {
  const verstoesse: Verstoss[] = [];
  const wurzel = new Fundstelle(bundle, "Bundle", (verstoss) => verstoesse.push(verstoss));
  const kopf = wurzel.feld("entry").liste()[0]?.feld("resource") ?? wurzel.feld("entry");
  const antwort = kopf.feld("response").feld("identifier");
  const fokus = fokusVon(wurzel, kopf);
  const parameter = new Parameterleser(einzige(fokus, "Parameters") ?? kopf.feld("focus.Parameters"));
  const binary = einzige(fokus, "Binary");
  const datensatz = einzige(fokus, "Bundle");
  wurzel.feld("identifier").feld("system").fest(NAMENSRAUM.uri);
  const bundleId = ohneUrn(wurzel.feld("identifier").feld("value").text());
  if (!UUID.test(bundleId)) wurzel.feld("identifier").feld("value").melde("Hier wird eine UUID erwartet.");
  const befehl = {
    bundleId,
    code: kopf.feld("eventCoding").feld("code").text(),
    antwortAuf: antwort.fehlt ? null : ohneUrn(antwort.text()),
    verordnungsId: parameter.kennungFalls(VERORDNUNGS_ID, NAMENSRAUM.verordnungsId) ?? null,
    parameter,
    datensatz: datensatz === null ? null : (datensatz.wert as FhirBundle),
    signiert: binary === null ? null : ausBinary(binary),
  };
  return { befehl, verstoesse };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ohneUrn = (wert: string): string => wert.replace(/^urn:uuid:/, "").toLowerCase();

const ARTEN: readonly unknown[] = ["Parameters", "Binary", "Bundle"];

/** Resources the header points to; what could be one of them and is not would be content that nobody reads. */
function fokusVon(wurzel: Fundstelle, kopf: Fundstelle): readonly Fundstelle[] {
  const eintraege = wurzel.feld("entry").liste();
  const genannte = new Set(
    kopf
      .feld("focus")
      .liste()
      .map((verweis) => verweis.feld("reference").wert),
  );
  for (const eintrag of eintraege)
    if (
      ARTEN.includes(eintrag.feld("resource").feld("resourceType").wert) &&
      !genannte.has(eintrag.feld("fullUrl").wert)
    )
      eintrag.melde("MessageHeader.focus nennt diese Ressource nicht.");
  return kopf
    .feld("focus")
    .liste()
    .flatMap((verweis) => {
      const adresse = verweis.feld("reference").text();
      const ressource = eintraege.find((eintrag) => eintrag.feld("fullUrl").wert === adresse)?.feld("resource");
      if (ressource !== undefined && ARTEN.includes(ressource.feld("resourceType").wert)) return [ressource];
      verweis.melde("Der Verweis muss zu Parameters, Binary oder Bundle führen.");
      return [];
    });
}

function einzige(fokus: readonly Fundstelle[], art: string): Fundstelle | null {
  const [erste, zweite] = fokus.filter((eine) => eine.feld("resourceType").wert === art);
  zweite?.melde("Hier ist nur ein Eintrag vorgesehen.");
  return erste ?? null;
}

function ausBinary(binary: Fundstelle): Uint8Array {
  binary.feld("contentType").fest(CMS);
  const bytes = ausBase64(binary.feld("data").text());
  if (bytes === null) binary.feld("data").melde("Der Inhalt ist nicht in Base64 kodiert.");
  return bytes ?? new Uint8Array();
}
