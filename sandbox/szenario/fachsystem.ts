import { randomUUID } from "node:crypto";
import { angabenAlsBundle } from "../../src/domain/fhir/angaben-bundle.js";
import type { Befehlsnachricht } from "../../src/domain/fhir/befehlsnachricht.js";
import { blankoverordnungAlsBundle } from "../../src/domain/fhir/blankoverordnung-bundle.js";
import { korrekturAlsBundle } from "../../src/domain/fhir/korrektur-bundle.js";
import type { Parameter } from "../../src/domain/fhir/parameter.js";
import { verordnungAlsBundle } from "../../src/domain/fhir/verordnung-bundle.js";
import type { Angaben } from "../../src/domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";
import type { Anhang } from "../../src/domain/ports/eingang.js";
import type { FhirBundle } from "../../src/domain/ports/zustellung.js";
import { korrekturwunschAus } from "../../src/resolvers/korrektur-eingaben.js";
import type { KorrekturvorschlagEingabe } from "../../src/schema/korrektur.type.js";
import { alsAnhang, alsSignierterAnhang, befehl } from "../befehl/befehl.js";
import { BESCHAEFTIGTE, institution } from "../personen.js";
import type { InstitutionId, PersonId } from "../personen.js";
import type { Anliegen, Formular, Handlung, Signaturaktion } from "./handlungsweg.js";
import type { Kenntnis } from "./kenntnis.js";
import type { Welt } from "./welt.js";

/** Anliegen that are a command; the others only read. */
export type Auftrag = Exclude<Anliegen, { readonly art: "einsehen" | "antwortenEinsehen" }>;
type Teile = Pick<Befehlsnachricht, "parameter" | "datensatz" | "signiert">;

/**
 * The software of a house that works without a portal: it makes the message of docs/KANAELE.md, Formate, and signs with the house's
 * cards. Of a Vorgang it knows what came in the gateway's messages.
 */
export class Fachsystem {
  constructor(
    private readonly welt: Welt,
    private readonly haus: InstitutionId,
  ) {}

  /** @param kenntnis null: nothing came about the Vorgang yet */
  async befehl(auftrag: Auftrag, { person, vorgang }: Handlung, kenntnis: Kenntnis | null): Promise<Anhang> {
    const versiegelt = MIT_PERSON.includes(auftrag.art);
    const { parameter = [], ...teile } = await this.#teile(auftrag, vorgang ?? "", kenntnis);
    const antwortAuf = kenntnis?.nachricht ?? null;
    const nachricht = befehl(this.haus, auftrag.art, {
      ...(antwortAuf === null ? {} : { antwortAuf }),
      ...(vorgang === null ? {} : { verordnungsId: vorgang }),
      ...teile,
      parameter: [...parameter, ...(versiegelt ? [alsParameter(person)] : [])],
    });
    return versiegelt ? alsSignierterAnhang(this.welt.karte(this.haus), nachricht) : alsAnhang(nachricht);
  }

  async #teile(auftrag: Auftrag, vorgang: string, kenntnis: Kenntnis | null): Promise<Teile> {
    switch (auftrag.art) {
      case "anlegen":
      case "einreichen":
        return {};
      case "annehmen": {
        if (auftrag.egk === null) return {};
        return { parameter: [{ name: "poppToken", text: await this.welt.leseKarte(auftrag.egk, this.haus) }] };
      }
      case "aktivieren":
      case "blankoverordnungSpeichern":
      case "angabenSpeichern":
        return { signiert: this.#datensatz(auftrag.art, auftrag.karte, bezogen(auftrag.inhalt, kenntnis), vorgang) };
      case "korrekturAnfragen":
        return {
          parameter: [{ name: "an", text: "VERORDNENDER" }],
          datensatz: alsVorschlag(bezogen(auftrag.vorschlag, kenntnis), vorgang, institution(this.haus).telematikId),
        };
      case "korrekturBeantworten": {
        const aenderungen = kenntnis?.korrektur?.aenderungen ?? [];
        return {
          parameter: aenderungen.map(({ id }, nr) => antwortAuf(id, auftrag.antworten[nr])),
          signiert: this.#datensatz("aktivieren", auftrag.karte, auftrag.inhalt, vorgang),
        };
      }
    }
  }

  #datensatz(art: Signaturaktion, karte: string, inhalt: Formular, verordnungsId: string): Uint8Array {
    const bundle = DATENSAETZE[art]({ ...inhalt, verordnungsId });
    return this.#signiert(karte, JSON.stringify(bundle));
  }

  #signiert(karte: string, text: string): Uint8Array {
    return Buffer.from(this.welt.signiert(karte, text), "base64");
  }
}

/** Actions for which the gateway must know the person: under the seal the house answers for what it says of her. */
const MIT_PERSON: readonly string[] = ["blankoverordnungSpeichern", "angabenSpeichern"];

function alsParameter(person: PersonId): Parameter {
  const stelle = BESCHAEFTIGTE.find(({ id }) => id === person);
  const lbnr = stelle !== undefined && "lbnr" in stelle ? stelle.lbnr : "";
  const qualifikationen: readonly string[] =
    stelle !== undefined && "qualifikationen" in stelle ? stelle.qualifikationen : [];
  return {
    name: "person",
    teile: [
      { name: "name", text: stelle?.name ?? "" },
      { name: "lbnr", text: lbnr },
      ...qualifikationen.map((text) => ({ name: "qualifikation", text })),
    ],
  };
}

/** A form that names the version it is based on names the one that came. */
const bezogen = (formular: Formular, kenntnis: Kenntnis | null): Formular =>
  "zuVersion" in formular ? { ...formular, zuVersion: kenntnis?.verordnungsversion } : formular;

const kopf = () => ({ bundleId: randomUUID(), zeitpunkt: new Date() });

/** A form has the members of the data set; whether they are right the gateway finds out. */
const DATENSAETZE: Readonly<Record<Signaturaktion, (formular: Formular) => FhirBundle>> = {
  aktivieren: (formular) => verordnungAlsBundle(formular as unknown as Verordnung, kopf()),
  blankoverordnungSpeichern: (formular) => blankoverordnungAlsBundle(formular as unknown as Blankoverordnung, kopf()),
  angabenSpeichern: (formular) => angabenAlsBundle(formular as unknown as Angaben, kopf()),
};

function alsVorschlag(formular: Formular, verordnungsId: string, absender: string): FhirBundle {
  const { zuVersion, aenderungen } = korrekturwunschAus(formular as unknown as KorrekturvorschlagEingabe);
  const mitIds = aenderungen.map((aenderung) => ({ ...aenderung, id: randomUUID() }));
  return korrekturAlsBundle({ verordnungsId, zuVersion, absender, aenderungen: mitIds }, kopf());
}

function antwortAuf(aenderungId: string, antwort: { ergebnis: string; begruendung?: string } | undefined): Parameter {
  const begruendung = antwort?.begruendung;
  return {
    name: "antwort",
    teile: [
      { name: "aenderungId", text: aenderungId },
      { name: "ergebnis", text: antwort?.ergebnis ?? "" },
      ...(begruendung === undefined ? [] : [{ name: "begruendung", text: begruendung }]),
    ],
  };
}
