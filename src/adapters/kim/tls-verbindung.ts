import { X509Certificate } from "node:crypto";
import net from "node:net";
import tls from "node:tls";
import type { KimTls } from "./konfiguration.js";

/** Longest chain that is followed: leaf, two intermediates, root, and one spare. */
const HOECHSTTIEFE = 5;
const ZWECK_SERVER = "1.3.6.1.5.5.7.3.1";

export type Verbindungsfehlercode =
  "ZEITUEBERSCHREITUNG" | "ABGEBROCHEN" | "NICHT_ERREICHBAR" | "TLS" | "NICHT_VERTRAUT";

/** Why no connection came about. `NICHT_VERTRAUT`: the peer's certificate failed the check. */
export class Verbindungsfehler extends Error {
  constructor(
    readonly code: Verbindungsfehlercode,
    ursache?: unknown,
  ) {
    super(code, { cause: ursache });
    this.name = "Verbindungsfehler";
  }
}

export interface Ziel {
  readonly host: string;
  readonly port: number;
  readonly tls: KimTls;
}

/**
 * Node's default offers no brainpool curve. TLS 1.3 does not mind, but in TLS 1.2 a server may use its certificate only if the client
 * names that curve (RFC 8422, 5.1): a Clientmodul with a brainpool certificate and OpenSSL 3.0 answered "no shared cipher".
 */
const KURVEN = "X25519:P-256:P-384:brainpoolP256r1:brainpoolP384r1:brainpoolP512r1";

/**
 * TLS options for every KIM connection. Never give `ca` and never let Node verify: Node 24 ends the process as soon as a
 * brainpool peer is trusted by its own check (libraries.md, section 2). `pruefeGegenstelle` does the check instead.
 */
export function tlsOptionen(ziel: Ziel): tls.ConnectionOptions {
  if (ziel.tls.art === "keine") return {};
  const { rechnername, client } = ziel.tls;
  const name = rechnername ?? ziel.host;
  return {
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
    ecdhCurve: KURVEN,
    ...(net.isIP(name) ? {} : { servername: name }),
    ...(client ? { cert: client.zertifikat, key: client.schluessel } : {}),
  };
}

function traegtZu(aussteller: X509Certificate, zertifikat: X509Certificate): boolean {
  return aussteller.ca && zertifikat.checkIssued(aussteller) && zertifikat.verify(aussteller.publicKey);
}

function gueltigAm(zertifikat: X509Certificate, jetzt: Date): boolean {
  return zertifikat.validFromDate <= jetzt && jetzt <= zertifikat.validToDate;
}

/**
 * True if the chain that the peer showed ends in one of the trusted certificates, each link is signed and in its validity,
 * and the leaf is a server certificate for `name`. A trusted leaf (self-signed Clientmodul) needs no chain.
 */
export function istVertraut(
  blatt: X509Certificate,
  vertrauen: readonly X509Certificate[],
  name: string,
  jetzt: Date,
): boolean {
  const passt = net.isIP(name) ? blatt.checkIP(name) : blatt.checkHost(name);
  const zwecke = blatt.keyUsage as readonly string[] | undefined;
  if (passt === undefined || (zwecke && !zwecke.includes(ZWECK_SERVER))) return false;
  let glied: X509Certificate | undefined = blatt;
  for (let tiefe = 0; glied && tiefe < HOECHSTTIEFE; tiefe++) {
    const jetziges: X509Certificate = glied;
    if (!gueltigAm(jetziges, jetzt)) return false;
    if (vertrauen.some((anker) => anker.raw.equals(jetziges.raw))) return true;
    if (vertrauen.some((anker) => gueltigAm(anker, jetzt) && traegtZu(anker, jetziges))) return true;
    const naechstes: X509Certificate | undefined = jetziges.issuerCertificate;
    glied = naechstes && traegtZu(naechstes, jetziges) ? naechstes : undefined;
  }
  return false;
}

/** Sockets that passed: Node 24 gives the peer's certificate out only once, a second `getPeerX509Certificate` is not it. */
const GEPRUEFT = new WeakSet<net.Socket>();

/** Throws `NICHT_VERTRAUT` unless the socket is a TLS connection to the configured peer. Must run before any secret is sent. */
export function pruefeGegenstelle(socket: net.Socket, ziel: Ziel): void {
  if (ziel.tls.art === "keine" || GEPRUEFT.has(socket)) return;
  const blatt = socket instanceof tls.TLSSocket ? socket.getPeerX509Certificate() : undefined;
  const anker = ziel.tls.vertrauen.map((pem) => new X509Certificate(pem));
  if (!blatt || !istVertraut(blatt, anker, ziel.tls.rechnername ?? ziel.host, new Date())) {
    throw new Verbindungsfehler("NICHT_VERTRAUT");
  }
  GEPRUEFT.add(socket);
}

/**
 * Opens the connection: plain for `keine` and `starttls`, TLS with checked peer for `direkt`.
 * @throws Verbindungsfehler
 */
export function verbinde(ziel: Ziel, fristMs: number, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((erfuelle, verwirf) => {
    if (signal.aborted) return verwirf(new Verbindungsfehler("ABGEBROCHEN"));
    const direkt = ziel.tls.art === "direkt";
    const socket = direkt
      ? tls.connect({ ...tlsOptionen(ziel), host: ziel.host, port: ziel.port })
      : net.connect({ host: ziel.host, port: ziel.port });
    let steht = false;
    const ende = (fehler?: Verbindungsfehler) => {
      clearTimeout(uhr);
      signal.removeEventListener("abort", abbruch);
      socket.removeListener("error", beiFehler);
      if (!fehler) return erfuelle(socket);
      socket.on("error", () => undefined);
      socket.destroy();
      verwirf(fehler);
    };
    const abbruch = () => ende(new Verbindungsfehler("ABGEBROCHEN"));
    const beiFehler = (ursache: Error) => ende(new Verbindungsfehler(steht ? "TLS" : "NICHT_ERREICHBAR", ursache));
    const uhr = setTimeout(() => ende(new Verbindungsfehler("ZEITUEBERSCHREITUNG")), fristMs);
    signal.addEventListener("abort", abbruch, { once: true });
    socket.once("error", beiFehler);
    socket.once("connect", () => (steht = true));
    socket.once(direkt ? "secureConnect" : "connect", () => {
      try {
        if (direkt) pruefeGegenstelle(socket, ziel);
        ende();
      } catch (fehler) {
        ende(fehler as Verbindungsfehler);
      }
    });
  });
}

/** STARTTLS and STLS: the same checks on a connection that is already open and agreed to change. */
export function hebeAn(offen: net.Socket, ziel: Ziel, fristMs: number): Promise<tls.TLSSocket> {
  return new Promise((erfuelle, verwirf) => {
    const socket = tls.connect({ ...tlsOptionen(ziel), socket: offen });
    const ende = (fehler?: Verbindungsfehler) => {
      clearTimeout(uhr);
      socket.removeListener("error", beiFehler);
      if (!fehler) return erfuelle(socket);
      socket.on("error", () => undefined);
      socket.destroy();
      verwirf(fehler);
    };
    const beiFehler = (ursache: Error) => ende(new Verbindungsfehler("TLS", ursache));
    const uhr = setTimeout(() => ende(new Verbindungsfehler("ZEITUEBERSCHREITUNG")), fristMs);
    socket.once("error", beiFehler);
    socket.once("secureConnect", () => {
      try {
        pruefeGegenstelle(socket, ziel);
        ende();
      } catch (fehler) {
        ende(fehler as Verbindungsfehler);
      }
    });
  });
}
