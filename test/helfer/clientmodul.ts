import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  starteClientmodul,
  type Clientmodul,
  type ClientmodulOptionen,
} from "../../sandbox/clientmodul/clientmodul.js";
import { kimKonfiguration, type KimKonfiguration } from "../../src/adapters/kim/konfiguration.js";
import type { FhirBundle, Sendung } from "../../src/domain/ports/zustellung.js";

export const GATEWAY = {
  adresse: "gateway@hkp.kim.telematik-test",
  passwort: "geheim-gateway",
  name: "HKP-Gateway",
};
export const PRAXIS = {
  adresse: "praxis.mueller@arzt.kim.telematik-test",
  passwort: "geheim-praxis",
  name: "Praxis Dr. Müller",
};

/** Configuration of a KIM channel to a server on loopback; short deadlines, so that a hanging server shows soon. */
export function kimTestkonfig(ports: { smtpPort: number; pop3Port?: number }, mehr: object = {}): KimKonfiguration {
  return kimKonfiguration.parse({
    host: "127.0.0.1",
    smtpPort: ports.smtpPort,
    pop3Port: ports.pop3Port ?? 1,
    konto: {
      adresse: GATEWAY.adresse,
      passwort: GATEWAY.passwort,
      absendername: "HKP-Gateway Müller",
      smtpDienst: "hkp.kim.telematik-test:465",
      pop3Dienst: "hkp.kim.telematik-test:995",
      mandant: "M1",
      clientsystem: "HKP",
      arbeitsplatz: "A1",
    },
    sendersystem: { name: "HKP-Gateway", version: "0.1.0" },
    support: "support@hkp.example",
    fristen: { verbindenMs: 2000, anmeldenMs: 2000, uebertragenMs: 5000, antwortMs: 2000, pop3Ms: 2000 },
    ...mehr,
  });
}

export const BUENDEL_ID = "6d4f3d2e-1b6f-4a5e-9a55-0f8c4f3a7a10";

export function testbuendel(fuellung = ""): FhirBundle {
  return {
    resourceType: "Bundle",
    id: BUENDEL_ID,
    type: "message",
    entry: [{ resource: { resourceType: "MessageHeader", id: "kopf", text: fuellung } }],
  };
}

/** Stands in for the real FHIR serialiser: the adapter only has to carry its bytes. */
export function alsTestXml(buendel: FhirBundle): string {
  return `<Bundle xmlns="http://hl7.org/fhir"><id value="${buendel.id ?? ""}"/><!--äöüß ${JSON.stringify(buendel.entry)}--></Bundle>\n`;
}

export function testsendung(mehr: Partial<Sendung> = {}): Sendung {
  return {
    auftragId: "0b6a3c5e-5f0e-4f5b-8d0e-3d1f6a1c2b10",
    adresse: PRAXIS.adresse,
    fadenId: "f1b0c9a2-7d65-4c1c-8a53-2f40d7b6e001",
    vorgaenger: [],
    nachrichtentyp: "Alarm",
    betreff: "HKP: Ihre Rückmeldung ist nötig",
    text: "Guten Tag,\n\nbitte prüfen Sie den Vorgang bis zum 30.11.2026.\n.\nGrüße",
    buendel: testbuendel(),
    ...mehr,
  };
}

/** A running Clientmodul with its own folder; `weg` stops it and removes the folder. */
export interface Testclientmodul extends Clientmodul {
  readonly ordner: string;
  weg(): Promise<void>;
}

export async function testclientmodul(mehr: Partial<ClientmodulOptionen> = {}): Promise<Testclientmodul> {
  const ordner = mehr.ordner ?? (await mkdtemp(path.join(tmpdir(), "clientmodul-")));
  const modul = await starteClientmodul({ ordner, teilnehmer: [GATEWAY, PRAXIS], ...mehr });
  return {
    ...modul,
    ordner,
    weg: async () => {
      await modul.schliesse();
      await rm(ordner, { recursive: true, force: true });
    },
  };
}
