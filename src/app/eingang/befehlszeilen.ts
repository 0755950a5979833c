import { entscheidungAusBundle } from "../../domain/fhir/entscheidung-bundle.js";
import type { GelesenerBefehl } from "../../domain/fhir/befehlsnachricht.js";
import { korrekturAusBundle } from "../../domain/fhir/korrektur-bundle.js";
import type { Parameterleser } from "../../domain/fhir/parameter.js";
import { KORREKTURADRESSATEN } from "../../domain/hkp/befehle.js";
import type { Korrekturwunsch } from "../../domain/hkp/befehle.js";
import type { Entscheidung } from "../../domain/hkp/datensaetze/entscheidung.js";
import { ANTWORTERGEBNISSE } from "../../domain/hkp/datensaetze/korrektur.js";
import type { Einzelantwort } from "../../domain/hkp/datensaetze/korrektur.js";
import { LEISTUNGSAENDERUNGSARTEN } from "../../domain/hkp/datensaetze/leistungsaenderung.js";
import type { Einzelleistungsaenderung } from "../../domain/hkp/datensaetze/leistungsaenderung.js";
import { UNTERLAGENARTEN } from "../../domain/hkp/unterlagen.js";
import type { Aktion } from "../../domain/hkp/status.js";
import { TEILNEHMERROLLEN } from "../../domain/kern/akteur.js";
import { Fachfehler } from "../../domain/kern/fehler.js";
import type { FhirBundle } from "../../domain/ports/zustellung.js";
import type { Auftrag } from "../vorbereiten.js";

/** What a row reads: the parameters and the data set, which must be what the row wants. */
export interface Befehlsteile {
  readonly parameter: Parameterleser;
  /** Unsigned data set inside the message. */
  readonly datensatz: FhirBundle | null;
  /** Signed data set (CMS). */
  readonly signiert: Uint8Array | null;
  /** Verordnungs-ID of the Vorgang that is acted upon. */
  readonly vorgangId: string;
}

/** How a command comes by mail and chat. */
export interface Befehlszeile {
  /** Names of the parameters that it knows, besides the Verordnungs-ID. */
  readonly parameter: readonly string[];
  /** The data set that it takes, and in which form; null: none. */
  readonly datensatz: "SIGNIERT" | "UNSIGNIERT" | "BEIDES" | null;
  /** Takes a file: the one attachment that is neither the command nor its data set. */
  readonly datei?: true;
  readonly lies: (teile: Befehlsteile) => Auftrag;
}

/** Unsigned or signed, exactly one, is checked before the row is read (befehl-aus-nachricht.ts). */
const LEER = new Uint8Array();
const cms = ({ signiert }: Befehlsteile): Uint8Array => signiert ?? LEER;

const einfach = (lies: () => Auftrag): Befehlszeile => ({ parameter: [], datensatz: null, lies });
const signiert = (lies: (cms: Uint8Array) => Auftrag): Befehlszeile => ({
  parameter: [],
  datensatz: "SIGNIERT",
  lies: (teile) => lies(cms(teile)),
});
const entscheidung = (aktion: "entscheiden" | "entscheidungAendern"): Befehlszeile => ({
  parameter: [],
  datensatz: "BEIDES",
  lies: (teile) =>
    teile.signiert === null
      ? { aktion, entscheidung: unsignierteEntscheidung(teile) }
      : { aktion, signiert: teile.signiert },
});

/**
 * Commands that an institution gives by a message, by their code. `anlegen` is carried out apart from it, because there is no
 * Vorgang yet. Source of the shapes: docs/KANAELE.md, Formate.
 */
export const BEFEHLSZEILEN = {
  anlegen: null,
  aktivieren: signiert((bytes) => ({ aktion: "aktivieren", signiert: bytes })),
  neueVersion: signiert((bytes) => ({ aktion: "neueVersion", signiert: bytes })),
  loeschen: einfach(() => ({ aktion: "loeschen" })),
  annehmen: { parameter: ["poppToken", "zugriffscode"], datensatz: null, lies: () => ({ aktion: "annehmen" }) },
  zurueckgeben: einfach(() => ({ aktion: "zurueckgeben" })),
  zuweisungAblehnen: {
    parameter: ["grund"],
    datensatz: null,
    lies: ({ parameter }) => {
      const grund = parameter.textFalls("grund");
      return { aktion: "zuweisungAblehnen", ...(grund === undefined ? {} : { grund }) };
    },
  },
  verfuegbarkeitAntworten: {
    parameter: ["verfuegbar", "text"],
    datensatz: null,
    lies: ({ parameter }) => ({
      aktion: "verfuegbarkeitAntworten",
      verfuegbar: parameter.wahr("verfuegbar"),
      text: parameter.textFalls("text") ?? null,
    }),
  },
  blankoverordnungSpeichern: signiert((bytes) => ({ aktion: "blankoverordnungSpeichern", signiert: bytes })),
  angabenSpeichern: signiert((bytes) => ({ aktion: "angabenSpeichern", signiert: bytes })),
  einreichen: einfach(() => ({ aktion: "einreichen" })),
  antragKostenerstattung: einfach(() => ({ aktion: "antragKostenerstattung" })),
  entscheiden: entscheidung("entscheiden"),
  entscheidungAendern: entscheidung("entscheidungAendern"),
  entscheidungLoeschen: einfach(() => ({ aktion: "entscheidungLoeschen" })),
  zugriffWeitergeben: {
    parameter: ["kostentraeger"],
    datensatz: null,
    lies: ({ parameter }) => ({ aktion: "zugriffWeitergeben", kostentraeger: parameter.text("kostentraeger") }),
  },
  abschliessen: einfach(() => ({ aktion: "abschliessen" })),
  korrekturAnfragen: {
    parameter: ["an"],
    datensatz: "UNSIGNIERT",
    lies: (teile) => ({
      aktion: "korrekturAnfragen",
      an: teile.parameter.auswahl("an", KORREKTURADRESSATEN),
      wunsch: korrekturwunsch(teile),
    }),
  },
  korrekturAktualisieren: {
    parameter: [],
    datensatz: "UNSIGNIERT",
    lies: (teile) => ({ aktion: "korrekturAktualisieren", wunsch: korrekturwunsch(teile) }),
  },
  korrekturZurueckziehen: einfach(() => ({ aktion: "korrekturZurueckziehen" })),
  korrekturBeantworten: {
    parameter: ["antwort"],
    datensatz: "SIGNIERT",
    lies: (teile) => ({
      aktion: "korrekturBeantworten",
      antworten: teile.parameter.gruppen("antwort").map(einzelantwort),
      signiert: cms(teile),
    }),
  },
  leistungVermindern: {
    parameter: ["aenderung"],
    datensatz: null,
    lies: ({ parameter }) => ({
      aktion: "leistungVermindern",
      aenderungen: parameter.gruppen("aenderung").map(leistungsaenderung),
    }),
  },
  nachrichtSchreiben: {
    parameter: ["an", "text", "antwortAuf"],
    datensatz: null,
    lies: ({ parameter }) => ({
      aktion: "nachrichtSchreiben",
      an: parameter.auswahlen("an", TEILNEHMERROLLEN),
      text: parameter.text("text"),
      antwortAuf: parameter.textFalls("antwortAuf") ?? null,
    }),
  },
  folgeverordnungErbitten: {
    parameter: ["leistung", "text"],
    datensatz: null,
    lies: ({ parameter }) => ({
      aktion: "folgeverordnungErbitten",
      leistungen: parameter.texte("leistung"),
      text: parameter.textFalls("text") ?? null,
    }),
  },
  unterlageHinzufuegen: {
    parameter: ["art", "titel"],
    datensatz: null,
    datei: true,
    lies: ({ parameter }) => ({
      aktion: "unterlageHinzufuegen",
      // Given when the file has been scanned and lies there (datei.ts).
      unterlageId: "",
      art: parameter.auswahl("art", UNTERLAGENARTEN),
      titel: parameter.text("titel"),
    }),
  },
  unterlageEntfernen: {
    parameter: ["unterlageId"],
    datensatz: null,
    lies: ({ parameter }) => ({ aktion: "unterlageEntfernen", unterlageId: parameter.text("unterlageId") }),
  },
} as const satisfies Partial<Record<Aktion, Befehlszeile | null>>;
export type Nachrichtenaktion = keyof typeof BEFEHLSZEILEN;

/** Actions that no message gives, and why; total, so that a new action does not compile until it is decided. */
export const OHNE_BEFEHLSZEILE: Readonly<Record<Exclude<Aktion, Nachrichtenaktion>, string>> = {
  entwurfAendern: "a draft is worked on in a portal; by mail the practice sends the signed Verordnung",
  zuweisen: "the insured person's; people have no address in the directory that a message could come from",
  verfuegbarkeitAnfragen: "the insured person's",
  verfuegbarkeitZurueckziehen: "the insured person's",
  zugriffGeben: "the insured person's",
  zugriffEntziehen: "the insured person's",
  verfallen: "the SYSTEM's",
  erinnern: "the SYSTEM's",
  vorlegen: "the SYSTEM's",
};

export const istNachrichtenaktion = (code: string): code is Nachrichtenaktion => Object.hasOwn(BEFEHLSZEILEN, code);

/** Also given by a code or token in the message; both at once contradict each other. */
export function zugangAus({ parameter }: Pick<GelesenerBefehl, "parameter">) {
  const token = parameter.textFalls("poppToken");
  const code = parameter.textFalls("zugriffscode");
  if (token !== undefined && code !== undefined)
    parameter.melde("Genau ein Nachweis wird verlangt: poppToken oder zugriffscode.");
  if (token !== undefined) return { art: "POPP", token } as const;
  return code === undefined ? null : ({ art: "ZUGRIFFSCODE", code } as const);
}

function einzelantwort(gruppe: Parameterleser): Einzelantwort {
  gruppe.nur(["aenderungId", "ergebnis", "begruendung"]);
  const begruendung = gruppe.textFalls("begruendung");
  return {
    aenderungId: gruppe.text("aenderungId"),
    ergebnis: gruppe.auswahl("ergebnis", ANTWORTERGEBNISSE),
    ...(begruendung === undefined ? {} : { begruendung }),
  };
}

/** Members of each kind, besides those that all have. */
const AENDERUNGSFELDER = { VERMINDERT: ["umfang"], PAUSIERT: ["von", "bis"], AUFGEHOBEN: ["von"] } as const;

function leistungsaenderung(gruppe: Parameterleser): Einzelleistungsaenderung {
  const art = gruppe.auswahl("art", LEISTUNGSAENDERUNGSARTEN);
  gruppe.nur(["leistungId", "art", "begruendung", ...AENDERUNGSFELDER[art]]);
  const kopf = { leistungId: gruppe.text("leistungId"), begruendung: gruppe.text("begruendung") };
  if (art === "VERMINDERT") return { ...kopf, art, ...gruppe.umfangFalls("umfang") };
  const von = gruppe.tag("von");
  if (art === "AUFGEHOBEN") return { ...kopf, art, von };
  const bis = gruppe.tagFalls("bis");
  return { ...kopf, art, von, ...(bis === undefined ? {} : { bis }) };
}

/** As the gateway itself sends a Korrekturanfrage; ids of its changes are given anew, and who asks is the sender. */
function korrekturwunsch({ datensatz, vorgangId }: Befehlsteile): Korrekturwunsch {
  const gelesen = korrekturAusBundle(vorhanden(datensatz));
  if (gelesen.art === "ungueltig") throw new Fachfehler("DATENSATZ_UNGUELTIG", { verstoesse: gelesen.verstoesse });
  const { verordnungsId, zuVersion, aenderungen } = gelesen.korrektur;
  verlangeId(verordnungsId, vorgangId);
  return { zuVersion, aenderungen: aenderungen.map(({ id: _eigene, ...wunsch }) => wunsch) };
}

function unsignierteEntscheidung({ datensatz, vorgangId }: Befehlsteile): Omit<Entscheidung, "verordnungsId"> {
  const gelesen = entscheidungAusBundle(vorhanden(datensatz));
  if (gelesen.art === "ungueltig") throw new Fachfehler("DATENSATZ_UNGUELTIG", { verstoesse: gelesen.verstoesse });
  const { verordnungsId, ...entscheidung } = gelesen.entscheidung;
  verlangeId(verordnungsId, vorgangId);
  return entscheidung;
}

function vorhanden(datensatz: FhirBundle | null): FhirBundle {
  if (datensatz === null) throw new Error("a row was read without the data set that it takes");
  return datensatz;
}

function verlangeId(genannte: string, vorgangId: string): void {
  if (genannte !== vorgangId) throw new Fachfehler("VERORDNUNGS_ID_FALSCH", { erwartet: vorgangId });
}
