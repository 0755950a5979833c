import assert from "node:assert/strict";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { daniel, elena, kasse, mfa, renate } from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";

const LESEN = `{ leistungsverzeichnis { version quelle leistungen {
  nummer titel hoechstdauer { text tage } hoechsthaeufigkeit { text anzahl je } blanko bedingung unbestaetigt
} } }`;

interface Verzeichnis {
  readonly version: string;
  readonly quelle: string;
  readonly leistungen: readonly { readonly nummer: string }[];
}

/** Recommended values before anything is entered: P2.1.5, P2.1.6, P2.2.3, Arzt 4 of 6.1.4, Pflegeeinrichtung 7 of 6.6.3. */
describe("leistungsverzeichnis", () => {
  const api = einTestserver();

  async function lies(akteur: Akteur): Promise<Verzeichnis> {
    const { data, errors } = await api.server.als(akteur)(LESEN);
    assert.equal(errors, undefined, JSON.stringify(errors));
    return (data as unknown as { leistungsverzeichnis: Verzeichnis }).leistungsverzeichnis;
  }
  const zeile = async (nummer: string) => (await lies(mfa())).leistungen.find((eine) => eine.nummer === nummer);

  it("names its version and source, and has every number of the HKP-RL once, in its order", async () => {
    const { version, quelle, leistungen } = await lies(mfa());
    assert.equal(version, "2026-1");
    assert.match(quelle, /^HKP-Richtlinie des G-BA/);
    assert.equal(
      leistungen.map(({ nummer }) => nummer).join(" "),
      "1 2 3 4 5 6 7 8 9 10 11 11a 12 13 14 15 16 16a 17 18 19 20 21 22 23 24 24a 25 26 27 27a 28 29 30 31 31a 31b 31c 31d",
    );
  });

  it("a frequency, Blanko and its condition", async () => {
    assert.deepEqual(await zeile("1"), {
      nummer: "1",
      titel: "Anleitung bei der Grundpflege",
      hoechstdauer: null,
      hoechsthaeufigkeit: { text: "bis zu 5-mal", anzahl: 5, je: "VERORDNUNG" },
      blanko: true,
      bedingung: "Nur bei Krankenhausvermeidungspflege, Unterstützungspflege oder als Satzungsleistung.",
      unbestaetigt: [],
    });
  });

  it("a duration", async () => {
    assert.deepEqual(await zeile("24a"), {
      nummer: "24a",
      titel: "Symptomkontrolle bei Palliativpatientinnen und Palliativpatienten",
      hoechstdauer: { text: "bis zu 14 Tage je Verordnung, verlängerbar", tage: 14 },
      hoechsthaeufigkeit: null,
      blanko: null,
      bedingung: "Komplexleistung; daneben keine weitere Behandlungspflege.",
      unbestaetigt: ["blanko"],
    });
  });

  it("unverified cells stay empty and are named; what is believed of them is not given out", async () => {
    assert.deepEqual(await zeile("11"), {
      nummer: "11",
      titel: "Blutzuckermessung",
      hoechstdauer: null,
      hoechsthaeufigkeit: null,
      blanko: null,
      bedingung: null,
      unbestaetigt: ["hoechstdauer", "hoechsthaeufigkeit", "blanko"],
    });
  });

  it("is the same for everybody who takes part, without a Vorgang", async () => {
    const eines = await lies(mfa());
    for (const akteur of [elena(), daniel(), kasse(), renate()]) assert.deepEqual(await lies(akteur), eines);
  });
});
