import assert from "node:assert/strict";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import {
  arzt,
  AURELIA,
  betrieb,
  daniel,
  elena,
  fremderArzt,
  kasse,
  mfa,
  miriam,
  privatversicherung,
  RENATE,
  renate,
  vertreterin,
} from "../helfer/akteure.js";
import { poppToken } from "./buehne.js";
import type { Antwort } from "./buehne.js";
import type { Gang } from "./gang.js";
import { ENTWURFSWORT, alleMarken, WOERTER } from "./marken.js";
import type { Marke } from "./marken.js";

/**
 * How somebody stands to the Vorgang:
 *
 *     P  the Praxis that prescribed: ARZT and MFA       V  the Versicherter and the one who represents her
 *     G  the Pflegedienst chosen by Zuweisung           D  the Pflegedienst that accepted: PDL and PFP
 *     L  a Pflegedienst with a code of the printout or the person's card (PoPP), before accepting
 *     E  the Pflegedienst that gave it back, or was     R  the one that gave it back, with the person's
 *        chosen and lost its access                        card read again
 *     K  the Kostentraeger of the Verordnung            C  the same, with the code of the printout
 *     F  another Kostentraeger with the code
 *     B  BETRIEB                                        N  everybody else
 *
 * SYSTEM has no sign-in. A Kostentraeger of the Kostenerstattung principle is refused by everything, always.
 */
export type Stellung = "P" | "V" | "G" | "D" | "L" | "E" | "R" | "K" | "C" | "F" | "B" | "N";

/** How the two Pflegedienste of a situation stand to it. */
export interface Pflegestand {
  readonly herz: "G" | "D" | "E" | "N";
  readonly integral: "E" | "N";
}

export interface Leser {
  readonly name: string;
  readonly akteur: Akteur;
  readonly stellung: Stellung;
  readonly zugang: Readonly<Record<string, string>> | null;
  /** With which the Vorgang is refused where it is not to be read. */
  readonly ablehnung: string;
}

export const INTEGRAL = miriam();
const DRITTER = miriam({ telematikId: "10-67.245.HKPSANDBOX0077", name: "Petra Ohnesorg" });
const FREMDE_KASSE = kasse({ ik: "104212059", telematikId: "8-01-HKPSANDBOX0099" });

export function leserVon(gang: Gang, { herz, integral }: Pflegestand): readonly Leser[] {
  const codes = gang.codes.at(-1) ?? assert.fail("no codes");
  const alte = gang.codes.length > 1 ? gang.codes[0]?.annehmen : undefined;
  const leser = (name: string, akteur: Akteur, stellung: Stellung, zugang: Leser["zugang"] = null): Leser => ({
    name,
    akteur,
    stellung,
    zugang,
    ablehnung: akteur.rolle === "BETRIEB" ? "VERBOTEN" : "VORGANG_UNBEKANNT",
  });
  const mitKarte = (akteur: Akteur, kvnr = RENATE.kennung) => ({ poppToken: poppToken(akteur, kvnr) });
  return [
    leser("ARZT", arzt(), "P"),
    leser("MFA", mfa(), "P"),
    leser("ARZT of another practice", fremderArzt(), "N"),
    leser("ARZT of another practice with the code", fremderArzt(), "N", { zugriffscode: codes.annehmen }),
    leser("VERSICHERTER", renate(), "V"),
    leser("VERTRETER", vertreterin(), "V"),
    leser("another VERSICHERTER", { rolle: "VERSICHERTER", kvnr: AURELIA.kennung, name: "Aurelia Neumann" }, "N"),
    leser("another VERSICHERTER with the code", { rolle: "VERSICHERTER", kvnr: AURELIA.kennung, name: "A" }, "N", {
      zugriffscode: codes.annehmen,
    }),
    leser("VERTRETER of another one", { ...vertreterin(), vertritt: "X000001038" }, "N"),
    leser("Hand & Herz, PDL", elena(), herz),
    leser("Hand & Herz, PFP", daniel(), herz),
    leser("Integral", INTEGRAL, integral),
    ...(integral === "E" ? [leser("Integral with the card", INTEGRAL, "R", mitKarte(INTEGRAL))] : []),
    leser("a third Pflegedienst", DRITTER, "N"),
    leser("a third Pflegedienst with the code to read", DRITTER, "L", { zugriffscode: codes.lesen }),
    leser("a third Pflegedienst with the code to accept", DRITTER, "L", { zugriffscode: codes.annehmen }),
    leser("a third Pflegedienst with the card", DRITTER, "L", mitKarte(DRITTER)),
    leser("a third Pflegedienst with another person's card", DRITTER, "N", mitKarte(DRITTER, AURELIA.kennung)),
    leser("a third Pflegedienst with a code from before", DRITTER, "N", { zugriffscode: alte ?? "f".repeat(64) }),
    leser("KASSE", kasse(), "K"),
    leser("KASSE, automatic", kasse({ person: "DUNKELVERARBEITUNG" }), "K"),
    leser("KASSE with the code", kasse(), "C", { zugriffscode: codes.lesen }),
    leser("another KASSE", FREMDE_KASSE, "N"),
    leser("another KASSE with the code", FREMDE_KASSE, "F", { zugriffscode: codes.lesen }),
    leser("another KASSE with the card", FREMDE_KASSE, "N", mitKarte(FREMDE_KASSE)),
    leser("BETRIEB", betrieb(), "B"),
    {
      name: "private insurance with the code",
      akteur: privatversicherung(),
      stellung: "N",
      zugang: { zugriffscode: codes.annehmen },
      ablehnung: "KOSTENERSTATTUNG_OHNE_ZUGRIFF",
    },
  ];
}

/** What is looked for beside the words of the data sets. */
export const WEITERE = [
  /** The Vorgang itself is answered. */
  "STATUS",
  "PROTOKOLL",
  "CODES",
  /** That a VO-k was withdrawn (its content is erased, D3). */
  "SPUR",
  /** The signed Verordnung; withheld from the Pflegedienst with § 13 (2). */
  "SIGNATUR",
  /** Whom the Versicherter chose, before it accepts. */
  "GEWAEHLT",
  /** The practice's unsigned draft. */
  "ENTWURF",
] as const;
export type Zeile = Marke | (typeof WEITERE)[number];

/** Everything this reader gets out of the API about the Vorgang, and which of the data sets are in it. */
export async function lies(gang: Gang, leser: Leser): Promise<ReadonlySet<Zeile>> {
  const { akteur, zugang, name } = leser;
  const frage = (feld: string, werte: Readonly<Record<string, unknown>> = {}) =>
    gang.rufe(akteur, "query", feld, werte);
  const vorgang = await frage("vorgang", { id: gang.id, zugang });
  const protokoll = await frage("protokoll", { vorgangId: gang.id });
  const liste = await frage("arbeitsliste", { first: 100 });
  const rest = [
    await frage("meldungen", { first: 100 }),
    await frage("signaturliste", { first: 100 }),
    await frage("profile"),
    await frage("verordnungsuebersicht", { versicherter: RENATE.kennung }),
    ...(akteur.rolle === "BETRIEB"
      ? [await frage("zustellungen", { first: 100 }), await frage("zustellzahlen"), await frage("kanalstaende")]
      : []),
    ...(zugang?.["poppToken"] === undefined ? [] : [await frage("einloesbareVerordnungen", zugang)]),
    // What the stream told before a deletion stays in the database's own log until that rolls over (docs/BETRIEB.md).
    ...((await istGeloescht(gang))
      ? []
      : [...(await gang.abonniere(akteur, "meldungen")), ...(await gang.abonniere(akteur, "vorgangGeaendert"))]),
  ];
  await frage("ich");
  await frage("einstellungen");
  await frage("leistungsverzeichnis");
  pruefeAblehnung(leser, vorgang, protokoll);
  if (zugang === null && akteur.rolle !== "BETRIEB")
    assert.equal(
      alsText(liste).includes(gang.id),
      vorgang.data !== null,
      `${name}: the work list holds what may be read`,
    );

  const text = [vorgang, protokoll, liste, ...rest].map(alsText).join("\n");
  const inhalt = (vorgang.data?.["vorgang"] ?? {}) as {
    readonly korrekturen?: readonly { readonly art: string; readonly zurueckgezogenAm: unknown }[];
    readonly verordnungVersionen?: readonly { readonly signatur: unknown }[];
  };
  const weitere: Record<(typeof WEITERE)[number], boolean> = {
    STATUS: vorgang.data !== null,
    PROTOKOLL: protokoll.data !== null,
    CODES: gang.codes.some(({ annehmen, lesen }) => text.includes(annehmen) || text.includes(lesen)),
    SPUR: inhalt.korrekturen?.some(({ art, zurueckgezogenAm }) => art === "VO_K" && zurueckgezogenAm !== null) ?? false,
    SIGNATUR: inhalt.verordnungVersionen?.some(({ signatur }) => signatur !== null) ?? false,
    ENTWURF: text.includes(ENTWURFSWORT),
    GEWAEHLT: !(await hatAngenommen(gang)) && text.includes(elena().telematikId),
  };
  return new Set<Zeile>([
    ...alleMarken.filter((marke) => text.includes(WOERTER[marke])),
    ...WEITERE.filter((eine) => weitere[eine]),
  ]);
}

/** The Vorgang, or the decision alone (D8). */
async function istGeloescht(gang: Gang): Promise<boolean> {
  const { status, protokoll } = await gang.gespeichert();
  const weg = (protokoll as readonly { aktion: string }[]).some(({ aktion }) => aktion === "entscheidungLoeschen");
  return weg || status === "GELOESCHT";
}

const hatAngenommen = async (gang: Gang): Promise<boolean> => (await gang.gespeichert())["pflegedienst"] !== null;

function pruefeAblehnung({ name, akteur, ablehnung }: Leser, vorgang: Antwort, protokoll: Antwort): void {
  if (vorgang.data === null) assert.deepEqual(vorgang.codes, [ablehnung], name);
  const immer = ablehnung === "KOSTENERSTATTUNG_OHNE_ZUGRIFF" ? ablehnung : "VERBOTEN";
  const istPerson = akteur.rolle === "VERSICHERTER" || akteur.rolle === "VERTRETER";
  if (protokoll.data === null) assert.deepEqual(protokoll.codes, [istPerson ? ablehnung : immer], name);
}

/** As text, with what lies in Base64 opened: signed bytes hold their Bundle. */
function alsText({ data }: Antwort): string {
  return JSON.stringify(data).replace(/"cms":"([^"]*)"/g, (_, base64: string) =>
    Buffer.from(base64, "base64").toString("utf8"),
  );
}
