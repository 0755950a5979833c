import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Extension } from "pkijs";
import {
  grundeinschraenkung,
  richtlinie,
  schluesselverwendung,
  zulassung,
} from "../../../sandbox/karten/erweiterungen.js";
import type { Verwendung } from "../../../sandbox/karten/erweiterungen.js";
import type { Karte } from "../../../sandbox/karten/karte.js";
import { baueZertifikat } from "../../../sandbox/karten/zertifikat-bauen.js";
import type { Schluesselpaar, Zertifikatsangaben } from "../../../sandbox/karten/zertifikat-bauen.js";

export const HBA_QES = "1.2.276.0.76.4.72";
export const SMCB_OSIG = "1.2.276.0.76.4.78";

const TAG = 86_400_000;
export const in30Tagen = () => new Date(Date.now() + 30 * TAG);
export const vor30Tagen = () => new Date(Date.now() - 30 * TAG);

export function pem(paar: Schluesselpaar): string {
  return new X509Certificate(paar.zertifikat).toString();
}

export function caMit(angaben: {
  name: string;
  aussteller?: Schluesselpaar;
  ca?: boolean;
  pfadlaenge?: number;
  verwendungen?: readonly Verwendung[];
  gueltigBis?: Date;
  schluessel?: Zertifikatsangaben["schluessel"];
  verfahren?: Zertifikatsangaben["verfahren"];
}): Schluesselpaar {
  const grenze = {
    ca: angaben.ca ?? true,
    ...(angaben.pfadlaenge === undefined ? {} : { pfadlaenge: angaben.pfadlaenge }),
  };
  return baueZertifikat({
    name: angaben.name,
    gueltigVon: new Date(Date.now() - 60 * TAG),
    gueltigBis: angaben.gueltigBis ?? in30Tagen(),
    erweiterungen: [grundeinschraenkung(grenze), schluesselverwendung(angaben.verwendungen ?? ["keyCertSign"])],
    ...(angaben.aussteller ? { aussteller: angaben.aussteller } : {}),
    ...(angaben.schluessel ? { schluessel: angaben.schluessel } : {}),
    ...(angaben.verfahren ? { verfahren: angaben.verfahren } : {}),
  });
}

/** An SMC-B by `aussteller`; every part of the profile can be replaced. `null` leaves it out. */
export function karteMit(
  aussteller: Schluesselpaar,
  angaben: Partial<Pick<Zertifikatsangaben, "gueltigVon" | "gueltigBis" | "schluessel" | "verfahren">> & {
    richtlinien?: readonly string[];
    verwendungen?: readonly Verwendung[] | null;
    zulassung?: Extension | null;
    weitere?: readonly Extension[];
    zwischen?: readonly Schluesselpaar[];
  } = {},
): Karte {
  const daten = {
    id: "probe",
    art: "SMC-B",
    name: "Probekarte",
    telematikId: "1-20PROBE",
    professionOid: "1.2.276.0.76.4.50",
  } as const;
  const admission =
    angaben.zulassung === undefined ? zulassung({ bezeichnung: "Praxis", ...daten }) : angaben.zulassung;
  const verwendungen = angaben.verwendungen === undefined ? (["nonRepudiation"] as const) : angaben.verwendungen;
  const richtlinien = angaben.richtlinien ?? [SMCB_OSIG];
  const paar = baueZertifikat({
    name: daten.name,
    gueltigVon: angaben.gueltigVon ?? new Date(Date.now() - 60 * TAG),
    gueltigBis: angaben.gueltigBis ?? in30Tagen(),
    aussteller,
    ...(angaben.schluessel ? { schluessel: angaben.schluessel } : {}),
    ...(angaben.verfahren ? { verfahren: angaben.verfahren } : {}),
    erweiterungen: [
      ...(verwendungen ? [schluesselverwendung(verwendungen)] : []),
      ...(richtlinien.length > 0 ? [richtlinie(...richtlinien)] : []),
      ...(admission ? [admission] : []),
      ...(angaben.weitere ?? []),
    ],
  });
  return { ...paar, daten, zwischenzertifikate: (angaben.zwischen ?? []).map(({ zertifikat }) => zertifikat) };
}

/** Runs `tun` with a fresh folder that is gone afterwards. */
function mitOrdner<T>(tun: (ordner: string) => T): T {
  const ordner = mkdtempSync(join(tmpdir(), "hkp-signatur-"));
  try {
    return tun(ordner);
  } finally {
    rmSync(ordner, { recursive: true });
  }
}

/** Signs with the openssl command line, a second implementation of CMS. Further `-signer` pairs may be given. */
export function opensslSigniere(
  karten: readonly Karte[],
  inhalt: Uint8Array,
  optionen: readonly string[] = ["-cades", "-nodetach"],
): Uint8Array {
  return mitOrdner((ordner) => {
    const datei = (name: string, text: string | Uint8Array) => {
      writeFileSync(join(ordner, name), text, { mode: 0o600 });
      return join(ordner, name);
    };
    const unterzeichner = karten.flatMap((karte, nr) => [
      "-signer",
      datei(`zertifikat${nr}.pem`, pem(karte)),
      "-inkey",
      datei(`schluessel${nr}.pem`, karte.schluessel.export({ type: "pkcs8", format: "pem" })),
      ...optionen.filter((_, stelle) => optionen[stelle] === "-keyopt" || optionen[stelle - 1] === "-keyopt"),
    ]);
    const uebrige = optionen.filter(
      (_, stelle) => optionen[stelle] !== "-keyopt" && optionen[stelle - 1] !== "-keyopt",
    );
    const zwischen = karten.flatMap(({ zwischenzertifikate }) => zwischenzertifikate);
    const kette = zwischen.map((der) => new X509Certificate(der).toString()).join("");
    const mit = kette === "" ? [] : ["-certfile", datei("kette.pem", kette)];
    const inhaltsdatei = datei("inhalt", inhalt);
    const ziel = join(ordner, "signiert.p7");
    const argumente = ["cms", "-sign", "-binary", "-outform", "DER", "-in", inhaltsdatei, "-out", ziel];
    execFileSync("openssl", [...argumente, ...unterzeichner, ...mit, ...uebrige], { stdio: "pipe" });
    return readFileSync(ziel);
  });
}

/** Content as `openssl cms -verify` gives it out; throws if openssl refuses the signature. */
export function opensslPruefe(cms: Uint8Array, ankerPem: readonly string[]): Buffer {
  return mitOrdner((ordner) => {
    writeFileSync(join(ordner, "cms.p7"), cms);
    writeFileSync(join(ordner, "anker.pem"), ankerPem.join(""));
    const argumente = ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", join(ordner, "cms.p7")];
    const vertrauen = ["-CAfile", join(ordner, "anker.pem"), "-purpose", "any"];
    return execFileSync("openssl", [...argumente, ...vertrauen], { stdio: "pipe" });
  });
}
