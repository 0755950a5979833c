import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

/** Just enough DER for a certificate: Node signs with brainpool keys, but no library of ours builds such certificates. */
function der(marke: number, ...inhalte: readonly Buffer[]): Buffer {
  const inhalt = Buffer.concat(inhalte);
  const n = inhalt.length;
  const laenge = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return Buffer.concat([Buffer.from([marke, ...laenge]), inhalt]);
}
const folge = (...teile: readonly Buffer[]) => der(0x30, ...teile);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const wahr = der(0x01, Buffer.from([0xff]));

const ECDSA_SHA256 = folge(oid("2a8648ce3d040302"));
const SERVER_AUTH = oid("2b06010505070301");
const CLIENT_AUTH = oid("2b06010505070302");

const name = (text: string) => folge(der(0x31, folge(oid("550403"), der(0x0c, Buffer.from(text)))));
const zeit = (datum: Date) => der(0x18, Buffer.from(datum.toISOString().replace(/[-:T]|\.\d+/g, "")));
const erweiterung = (hex: string, kritisch: boolean, wert: Buffer) =>
  folge(oid(hex), ...(kritisch ? [wahr] : []), der(0x04, wert));

export interface Testzertifikat {
  readonly pem: string;
  readonly schluessel: string;
  readonly name: string;
  readonly privat: KeyObject;
}

export interface Zertifikatwunsch {
  readonly name: string;
  readonly kurve?: "brainpoolP256r1" | "prime256v1";
  /** Absent: self-signed. */
  readonly aussteller?: Testzertifikat;
  readonly ca?: boolean;
  /** IPv4 address in subjectAltName; absent: `name` as DNS name. */
  readonly ip?: string;
  readonly gueltigBis?: Date;
  readonly zweck?: "server" | "client";
}

export function testzertifikat(wunsch: Zertifikatwunsch): Testzertifikat {
  const paar = generateKeyPairSync("ec", { namedCurve: wunsch.kurve ?? "brainpoolP256r1" });
  const spki = paar.publicKey.export({ type: "spki", format: "der" });
  const bis = wunsch.gueltigBis ?? new Date(Date.now() + 86_400_000);
  const alternativname = wunsch.ip
    ? der(0x87, Buffer.from(wunsch.ip.split(".").map(Number)))
    : der(0x82, Buffer.from(wunsch.name));
  const erweiterungen = folge(
    erweiterung("551d13", true, folge(...(wunsch.ca ? [wahr] : []))),
    erweiterung("551d0e", false, der(0x04, createHash("sha1").update(spki).digest())),
    ...(wunsch.ca
      ? []
      : [
          erweiterung("551d11", false, folge(alternativname)),
          erweiterung("551d25", false, folge(wunsch.zweck === "client" ? CLIENT_AUTH : SERVER_AUTH)),
        ]),
  );
  const inhalt = folge(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    name(wunsch.aussteller?.name ?? wunsch.name),
    folge(zeit(new Date(bis.getTime() - 7 * 86_400_000)), zeit(bis)),
    name(wunsch.name),
    spki,
    der(0xa3, erweiterungen),
  );
  const signatur = sign("sha256", inhalt, wunsch.aussteller?.privat ?? paar.privateKey);
  const ganz = folge(inhalt, ECDSA_SHA256, der(0x03, Buffer.concat([Buffer.from([0]), signatur])));
  const base64 = ganz.toString("base64").replace(/.{1,64}/g, "$&\n");
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${base64}-----END CERTIFICATE-----\n`,
    schluessel: paar.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    name: wunsch.name,
    privat: paar.privateKey,
  };
}
