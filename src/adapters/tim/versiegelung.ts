import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { Geraeteeintrag } from "../../domain/ports/geraetespeicher.js";
import type { Datensatz, Struktur } from "./indexeddb-abbild.js";
import { schluesselkennung } from "./indexeddb-marken.js";

/** What is stored of a device, one record each. */
export type Geraetesatz =
  | { readonly art: "anmeldung"; readonly geraetId: string; readonly zugriffstoken: string }
  | { readonly art: "struktur"; readonly struktur: Struktur }
  | { readonly art: "satz"; readonly satz: Datensatz };

const VERFAHREN = "aes-256-gcm";
const IV = 12;
const MARKE = 16;

/** Seals records with the configured key: AES-256-GCM, bound to their place, so that none can be put in the place of another. */
export class Versiegelung {
  readonly #schluessel: Uint8Array;
  readonly #ortsschluessel: Uint8Array;

  /** @param schluessel 32 bytes */
  constructor(schluessel: Uint8Array) {
    this.#schluessel = schluessel;
    this.#ortsschluessel = createHmac("sha256", schluessel).update("hkp-gateway tim ort").digest();
  }

  readonly ortDerAnmeldung = (): string => this.#ort("anmeldung");
  readonly ortDerStruktur = (datenbank: string): string => this.#ort("struktur", datenbank);
  /** Keys of IndexedDB name rooms and people, so the place is a keyed hash of them. */
  readonly ortDesSatzes = ({ datenbank, lager, schluessel }: Omit<Datensatz, "wert">): string =>
    this.#ort("satz", datenbank, lager, schluesselkennung(schluessel));

  ortVon(satz: Geraetesatz): string {
    switch (satz.art) {
      case "anmeldung":
        return this.ortDerAnmeldung();
      case "struktur":
        return this.ortDerStruktur(satz.struktur.datenbank);
      case "satz":
        return this.ortDesSatzes(satz.satz);
    }
  }

  #ort(...teile: readonly string[]): string {
    return createHmac("sha256", this.#ortsschluessel).update(JSON.stringify(teile)).digest("hex");
  }

  verschliesse(satz: Geraetesatz): Geraeteeintrag {
    const ort = this.ortVon(satz);
    const iv = randomBytes(IV);
    const chiffre = createCipheriv(VERFAHREN, this.#schluessel, iv).setAAD(Buffer.from(ort));
    const inhalt = Buffer.concat([chiffre.update(serialize(satz)), chiffre.final()]);
    return { ort, inhalt: Buffer.concat([iv, chiffre.getAuthTag(), inhalt]) };
  }

  /** @throws Error if the key is another one, the bytes were changed or the record lies in another's place */
  oeffne({ ort, inhalt }: Geraeteeintrag): Geraetesatz {
    const chiffre = createDecipheriv(VERFAHREN, this.#schluessel, inhalt.subarray(0, IV));
    chiffre.setAAD(Buffer.from(ort));
    chiffre.setAuthTag(inhalt.subarray(IV, IV + MARKE));
    const klar = Buffer.concat([chiffre.update(inhalt.subarray(IV + MARKE)), chiffre.final()]);
    return deserialize(klar) as Geraetesatz;
  }
}
