import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Stoerung } from "../../sandbox/clientmodul/stoerung.js";
import { INSTITUTIONEN } from "../../sandbox/personen.js";
import { starteSandbox } from "../../sandbox/sandbox.js";
import type { Sandbox } from "../../sandbox/sandbox.js";
import { Welt } from "../../sandbox/szenario/welt.js";
import { starteVerzeichnis } from "../../sandbox/verzeichnis/verzeichnis.js";
import type { Sandboxeintrag } from "../../sandbox/verzeichnis/suche.js";
import { leseKonfiguration } from "../../src/config.js";
import type { Konfiguration } from "../../src/config.js";
import { starteGateway } from "../../src/gateway.js";
import type { Gateway, Startoptionen } from "../../src/gateway.js";
import { VERSION } from "../../src/version.js";
import { verbinde } from "../../src/store/verbindung.js";
import { tempOrdner, testUri } from "../helfer/mongo.js";
import { Kindprozess } from "./kindprozess.js";
import { Leitung } from "./leitung.js";
import type { Sollbruchstelle } from "./sollbruchstellen.js";

const KIND = fileURLToPath(new URL("./gateway-kind.js", import.meta.url));

/**
 * Times of a test. The lease stays long: it must exceed the longest attempt, and on a busy machine an attempt may take a
 * second. Only a gateway that is going to die gets {@link KURZER_ANSPRUCH}, because the next one has to wait for its end.
 */
const KURZER_PLAN = {
  VERSAND_LEASE_MS: "60000",
  VERSAND_ERSTE_RUECKKEHR_MS: "50",
  VERSAND_LAENGSTE_RUECKKEHR_MS: "400",
  VERSAND_NACHWEISFRIST_MS: "300",
  NACHWEIS_INTERVALL_MS: "100",
} as const;

export const KURZER_ANSPRUCH = { VERSAND_LEASE_MS: "2000", POST_LEASE_MS: "2000" } as const;

/** A mail as its recipient sees it. */
export interface Mail {
  readonly adresse: string;
  readonly messageId: string;
}

export interface Gatewayoptionen extends Pick<Startoptionen, "umhuelle"> {
  /** Deadlines of the KIM channel that are no settings. */
  readonly fristen?: Partial<Konfiguration["kim"]["fristen"]>;
}

/**
 * The neighbours of a gateway and an empty database, in this process: they outlive every gateway of a test, and mails are
 * counted here. The lines to SMTP, POP3 and Verzeichnisdienst can be cut.
 */
export class Buehne {
  /** Fault of the Clientmodul; absent: none. */
  stoerung: Stoerung | undefined;
  readonly #gateways: Gateway[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly smtp: Leitung,
    readonly pop3: Leitung,
    readonly verzeichnis: Leitung,
    /** Entries of the Verzeichnisdienst; may be changed while it runs. */
    readonly verzeichniseintraege: Sandboxeintrag[],
    readonly mongoUri: string,
    readonly datenbank: string,
    private readonly abbau: () => Promise<void>,
  ) {}

  static async baue(name: string): Promise<Buehne> {
    const ordner = tempOrdner();
    const halter: { buehne?: Buehne } = {};
    const sandbox = await starteSandbox({
      ordner,
      stoerung: async (punkt, angaben) => halter.buehne?.stoerung?.(punkt, angaben),
    });
    const eintraege = INSTITUTIONEN.map(alsEintrag);
    const vzd = await starteVerzeichnis({ eintraege });
    const { smtpPort, pop3Port } = sandbox.clientmodul;
    const leitungen = await Promise.all(
      [smtpPort, pop3Port, Number(new URL(vzd.basis).port)].map((port) => Leitung.zu(port)),
    );
    const [smtp, pop3, verzeichnis] = leitungen as [Leitung, Leitung, Leitung];
    const datenbank = `${name}-${randomUUID().slice(0, 8)}`;
    const uri = await testUri();
    halter.buehne = new Buehne(sandbox, smtp, pop3, verzeichnis, eintraege, uri, datenbank, async () => {
      await Promise.all(leitungen.map((leitung) => leitung.schliesse()));
      await Promise.all([sandbox.schliesse(), vzd.schliesse()]);
      const verbindung = await verbinde(uri, { datenbank });
      await verbindung.db.dropDatabase();
      await verbindung.schliesse();
      rmSync(ordner, { recursive: true, force: true });
    });
    return halter.buehne;
  }

  /** Settings of a gateway on this stage. */
  umgebung(mehr: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      ...this.sandbox.einstellungen,
      KIM_SMTP_PORT: String(this.smtp.port),
      KIM_POP3_PORT: String(this.pop3.port),
      VZD_URL: `http://127.0.0.1:${this.verzeichnis.port}/search`,
      MONGODB_URI: this.mongoUri,
      MONGODB_DATENBANK: this.datenbank,
      PORT: "0",
      LOG_STUFE: "silent",
      FEHLVERSUCH_MS: "0",
      ...KURZER_PLAN,
      ...mehr,
    };
  }

  /** Starts a gateway as a child, with a point at which it kills itself if one is named. */
  kind(stelle?: Sollbruchstelle, mehr: Readonly<Record<string, string>> = {}): Kindprozess {
    return new Kindprozess({
      argumente: stelle === undefined ? [KIND] : [KIND, stelle],
      umgebung: this.umgebung(mehr),
    });
  }

  /** Starts a gateway in this process; it ends with the stage. */
  async gateway(
    mehr: Readonly<Record<string, string>> = {},
    { fristen, umhuelle }: Gatewayoptionen = {},
  ): Promise<Gateway> {
    const konfig = leseKonfiguration(this.umgebung(mehr), VERSION);
    const kim = { ...konfig.kim, fristen: { ...konfig.kim.fristen, ...fristen } };
    const gateway = await starteGateway(
      { ...konfig, kim },
      { version: VERSION, melde: () => undefined, ...(umhuelle === undefined ? {} : { umhuelle }) },
    );
    this.#gateways.push(gateway);
    return gateway;
  }

  welt(url: string): Welt {
    return new Welt(url, this.sandbox);
  }

  /** All mails in all mailboxes, fetched over POP3; the gateway's own with its proofs too. */
  async mails(): Promise<readonly Mail[]> {
    const adressen = [...INSTITUTIONEN.map(({ kim }) => kim as string), this.sandbox.gatewayPostfach.adresse];
    const alle = await Promise.all(
      adressen.map(async (adresse) =>
        (await this.sandbox.holePostfach(adresse)).map(({ messageId }) => ({ adresse, messageId })),
      ),
    );
    return alle.flat();
  }

  async bauAb(): Promise<void> {
    await Promise.all(this.#gateways.map((gateway) => gateway.schliesse()));
    await this.abbau();
  }
}

function alsEintrag(haus: (typeof INSTITUTIONEN)[number]): Sandboxeintrag {
  const { telematikId, name, professionOid, kim } = haus;
  const ik = "ik" in haus ? { ik: haus.ik } : {};
  return { telematikId, ...ik, name, professionOid, kimAdresse: kim, kimVersion: "1.5+" };
}

/** A stage for each test; call it in the body of `describe` and use the fields inside hooks and tests only. */
export function jeTestEineBuehne(name: string): () => Buehne {
  let offen: Buehne | undefined;
  beforeEach("Bühne", async () => {
    offen = await Buehne.baue(name);
  });
  afterEach("Bühne", async () => {
    await offen?.bauAb();
    offen = undefined;
  });
  return () => {
    if (offen === undefined) throw new Error("Die Bühne steht nur in Hooks und Tests.");
    return offen;
  };
}
