import type { KimKonfiguration } from "./konfiguration.js";

type Konto = KimKonfiguration["konto"];

/**
 * Joins the parts of a KIM user name. An unused optional part before a used one is written `*`,
 * unused ones at the end are left out. Source: domain.md 1.1.
 */
function verbinde(pflicht: readonly string[], wahlweise: readonly (string | undefined)[]): string {
  const letzte = wahlweise.findLastIndex((teil) => teil !== undefined);
  return [...pflicht, ...wahlweise.slice(0, letzte + 1).map((teil) => teil ?? "*")].join("#");
}

/** `user#smtpDomain:port#Mandant#Clientsystem#Arbeitsplatz[#Konnektor]` */
export function smtpBenutzername(k: Konto): string {
  return verbinde([k.adresse, k.smtpDienst, k.mandant, k.clientsystem, k.arbeitsplatz], [k.konnektor]);
}

/** `user#popDomain:port#Mandant#Clientsystem#Arbeitsplatz[#Nutzer][#Konnektor]` */
export function pop3Benutzername(k: Konto): string {
  return verbinde([k.adresse, k.pop3Dienst, k.mandant, k.clientsystem, k.arbeitsplatz], [k.nutzer, k.konnektor]);
}
