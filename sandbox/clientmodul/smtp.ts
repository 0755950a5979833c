import { once } from "node:events";
import type net from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import PostalMime from "postal-mime";
import type { Fachdienst } from "./fachdienst.js";
import { SmtpAntwort, type Stoerangaben, type Stoerpunkt, type Stoerung } from "./stoerung.js";

/** SIZE as the specification demands at least (domain.md 1.1). */
export const SIZE = 35_882_577;

export interface Teilnehmerkonto {
  readonly adresse: string;
  readonly passwort: string;
  readonly name: string;
}

export interface SmtpOptionen {
  readonly konten: ReadonlyMap<string, Teilnehmerkonto>;
  readonly fachdienst: Fachdienst;
  readonly port: number;
  readonly groesse: number;
  readonly stoerung: Stoerung;
}

/** `user#domain:port#Mandant#Clientsystem#Arbeitsplatz[#Konnektor]`, no part empty. */
function istVollstaendig(benutzer: string): boolean {
  const teile = benutzer.split("#");
  return (teile.length === 5 || teile.length === 6) && teile.every((teil) => teil !== "");
}

async function liesGanz(strom: SMTPServerDataStream): Promise<Buffer> {
  const stuecke: Buffer[] = [];
  for await (const stueck of strom) stuecke.push(stueck as Buffer);
  return Buffer.concat(stuecke);
}

/** SMTP side of the Clientmodul: signs in, checks, "encrypts" and hands to the Fachdienst. */
export async function starteSmtp(o: SmtpOptionen): Promise<{ port: number; schliesse(): Promise<void> }> {
  const verbindungen = new Map<number, net.Socket>();

  /** Runs the hook; throws the reply it wants. After a cut nothing is answered any more. */
  async function stoere(punkt: Stoerpunkt, sitzung: SMTPServerSession, angaben: Stoerangaben = {}): Promise<void> {
    const konto = (sitzung.user as string | undefined) ?? angaben.konto;
    const fall = await o.stoerung(punkt, { ...angaben, ...(konto === undefined ? {} : { konto }) });
    if (fall === "trennen") {
      verbindungen.get(sitzung.remotePort)?.resetAndDestroy();
      await new Promise(() => undefined);
    } else if (fall) {
      throw new SmtpAntwort(fall.antwort, fall.text ?? "Stoerung der Sandbox");
    }
  }

  async function melde(benutzer: string, passwort: string, sitzung: SMTPServerSession): Promise<string> {
    const adresse = benutzer.split("#", 1)[0]?.toLowerCase() ?? "";
    await stoere("auth", sitzung, { konto: adresse });
    if (!istVollstaendig(benutzer)) throw new SmtpAntwort(501, "Benutzername unvollstaendig");
    if (o.konten.get(adresse)?.passwort !== passwort) throw new SmtpAntwort(535, "Anmeldung falsch");
    return adresse;
  }

  async function nimmAn(strom: SMTPServerDataStream, sitzung: SMTPServerSession): Promise<void> {
    await stoere("data", sitzung);
    const roh = await liesGanz(strom);
    if (strom.sizeExceeded) throw new SmtpAntwort(552, "Nachricht zu gross");
    const konto = sitzung.user as string;
    const mail = await PostalMime.parse(roh);
    if (mail.from?.address?.toLowerCase() !== konto) throw new SmtpAntwort(550, "From passt nicht zum Konto");
    await stoere("ablage", sitzung);
    const { rcptTo, dsn } = sitzung.envelope;
    const an = rcptTo.map(({ address, dsn: wunsch }) => ({ adresse: address, notify: wunsch?.notify ?? ["FAILURE"] }));
    await o.fachdienst.nimm({ roh, von: konto, an, envid: dsn?.envid ?? null });
    await stoere("nachPunkt", sitzung);
  }

  /** smtp-server speaks callbacks; a rejected promise becomes the reply. */
  function alsRueckruf(arbeit: Promise<void>, rueckruf: (fehler?: Error | null) => void): void {
    arbeit.then(
      () => rueckruf(),
      (fehler: unknown) => rueckruf(fehler as Error),
    );
  }

  const server = new SMTPServer({
    name: "clientmodul.sandbox",
    banner: "KIM-Clientmodul der Sandbox",
    size: o.groesse,
    authMethods: ["PLAIN", "LOGIN"],
    // Loopback only: TLS is obligatory only between machines (KOM-LE-A_2066).
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    hidePIPELINING: true,
    hideSMTPUTF8: true,
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect: (sitzung, rueckruf) => alsRueckruf(stoere("verbindung", sitzung), rueckruf),
    onAuth: ({ username = "", password }, sitzung, rueckruf) => {
      melde(username, password ?? "", sitzung).then(
        (user) => rueckruf(null, { user }),
        (fehler: unknown) => rueckruf(fehler as Error),
      );
    },
    onMailFrom: ({ address }, sitzung, rueckruf) => {
      const eigene = address.toLowerCase() === sitzung.user;
      rueckruf(eigene ? null : new SmtpAntwort(550, "Absender passt nicht zum Konto"));
    },
    onRcptTo: ({ address }, sitzung, rueckruf) =>
      alsRueckruf(stoere("rcpt", sitzung, { empfaenger: address }), rueckruf),
    onData: (strom, sitzung, rueckruf) => alsRueckruf(nimmAn(strom, sitzung), rueckruf),
  });
  // A client that cuts the line is no fault of the sandbox.
  server.on("error", () => undefined);
  server.server.on("connection", (socket: net.Socket) => {
    const port = socket.remotePort ?? 0;
    verbindungen.set(port, socket);
    socket.once("close", () => verbindungen.delete(port));
  });
  server.listen(o.port, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as net.AddressInfo;
  return {
    port,
    schliesse: async () => {
      const zu = new Promise<void>((fertig) => server.close(() => fertig()));
      for (const socket of verbindungen.values()) socket.destroy();
      await zu;
    },
  };
}
