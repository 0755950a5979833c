import { z } from "zod";
import type { VerzeichnisKonfiguration } from "./adapters/verzeichnis/konfiguration.js";
import { verzeichnisKonfiguration } from "./adapters/verzeichnis/konfiguration.js";
import { ANFRAGEN } from "./config/anfragen.js";
import { DATENBANK } from "./config/datenbank.js";
import { EINGANG } from "./config/eingang.js";
import { liesFreigaben } from "./config/freigabendatei.js";
import { DUNKELVERARBEITUNG, HKP } from "./config/hkp.js";
import { alsKim, KIM, liesKimPasswort } from "./config/kim.js";
import type { KimEinstellungen } from "./config/kim.js";
import { SANDBOX, SERVER } from "./config/server.js";
import { alsTim, liesTimGeheimnisse, TIM } from "./config/tim.js";
import type { TimEinstellungen } from "./config/tim.js";
import { liesDatei } from "./config/umgebung.js";
import type { Umgebung } from "./config/umgebung.js";
import { FRISTEN, VERSAND } from "./config/versand.js";
import { VERZEICHNIS } from "./config/verzeichnis.js";
import { ZUGANG } from "./config/zugang.js";
import type { FreigabenJeKasse } from "./domain/hkp/dunkelverarbeitung/freigabe.js";

export type { Umgebung };

/** The only reader of the environment. */
export function umgebung(): Umgebung {
  return process.env;
}

/**
 * Every setting stands once, with its meaning and default, in the table of its area (src/config/); docs/BETRIEB.md
 * lists the same in this order and is compared in a test. All faults are reported at once.
 */
export const EINSTELLUNGEN = z.object({
  ...SERVER,
  ...DATENBANK,
  ...ZUGANG,
  ...VERZEICHNIS,
  ...KIM,
  ...TIM,
  ...SANDBOX,
  ...HKP,
  ...DUNKELVERARBEITUNG,
  ...ANFRAGEN,
  ...FRISTEN,
  ...VERSAND,
  ...EINGANG,
});

type Werte = z.output<typeof EINSTELLUNGEN>;

export interface Konfiguration extends Omit<Werte, `KIM_${string}` | `TIM_${string}`> {
  readonly produktion: boolean;
  readonly kim: KimEinstellungen;
  /** Null: the channel is not offered. */
  readonly tim: TimEinstellungen | null;
  readonly verzeichnis: VerzeichnisKonfiguration;
  readonly freigaben: FreigabenJeKasse;
}

/** Settings are missing or wrong; `faelle` names all of them, German, without values (they may be secrets). */
export class Konfigurationsfehler extends Error {
  constructor(readonly faelle: readonly string[]) {
    super(`Die Konfiguration ist unvollständig oder fehlerhaft:\n${faelle.map((fall) => `  - ${fall}`).join("\n")}`);
    this.name = "Konfigurationsfehler";
  }
}

export function istProduktion(umgebung: Umgebung): boolean {
  return umgebung["NODE_ENV"] === "production";
}

/** @throws Konfigurationsfehler with all faults at once */
export function leseKonfiguration(umgebung: Umgebung, version: string): Konfiguration {
  // An empty variable is an absent one: compose files and shells cannot express absence.
  const gesetzt = Object.fromEntries(Object.entries(umgebung).filter(([, wert]) => wert !== undefined && wert !== ""));
  const gelesen = EINSTELLUNGEN.safeParse(gesetzt);
  const faelle = gelesen.success ? [] : gelesen.error.issues.map((fehler) => alsFall(fehler, gesetzt));
  const passwort = liesKimPasswort(gesetzt, faelle);
  const timGeheimnisse = liesTimGeheimnisse(gesetzt, faelle);
  const tokendatei = gesetzt["VZD_TOKEN_DATEI"];
  const vzdToken = tokendatei === undefined ? undefined : liesDatei("VZD_TOKEN_DATEI", tokendatei, faelle).trim();
  const freigaben = liesFreigaben(gesetzt["DUNKELVERARBEITUNG_FREIGABEN"], faelle);
  if (!gelesen.success || faelle.length > 0) throw new Konfigurationsfehler(faelle);

  const kim = alsKim(gelesen.data, passwort, version, faelle);
  const tim = alsTim(gelesen.data, timGeheimnisse, faelle);
  if (kim === null || faelle.length > 0) throw new Konfigurationsfehler(faelle);
  return {
    ...gelesen.data,
    produktion: istProduktion(umgebung),
    kim,
    tim,
    freigaben,
    verzeichnis: verzeichnisKonfiguration.parse({
      basis: gelesen.data.VZD_URL,
      anwendung: gelesen.data.KIM_DIENSTKENNUNG.split(";", 1)[0],
      ...(vzdToken === undefined ? {} : { token: vzdToken }),
    }),
  };
}

function alsFall({ path, message }: z.core.$ZodIssue, gesetzt: Umgebung): string {
  const name = String(path[0]);
  const bedeutung = EINSTELLUNGEN.shape[name as keyof Werte].description ?? "";
  return gesetzt[name] === undefined
    ? `${name} fehlt. ${bedeutung}`
    : `${name} ist ungültig (${message}). ${bedeutung}`;
}
