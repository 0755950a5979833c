import { istAntwortmeldung, liesAntwortmeldung } from "../szenario/antwortmeldung.js";
import type { Fachsystem } from "../szenario/fachsystem.js";
import type { Handlung, Handlungsweg, Vollzug } from "../szenario/handlungsweg.js";
import { istMeldungZu, Kenntnis } from "../szenario/kenntnis.js";
import { lies } from "../szenario/lesen.js";
import type { Brief, Postprogramm } from "./postprogramm.js";

/** Neither names nor ids: subjects are not encrypted. */
const BETREFF = "Befehl zu einer Verordnung";

/** A house that has nothing but its mailbox: commands go to the gateway as mails, what it knows came by mail. */
export class Praxispost implements Handlungsweg {
  constructor(
    private readonly post: Postprogramm,
    private readonly system: Fachsystem,
    /** KIM address of the gateway. */
    private readonly gateway: string,
  ) {}

  async handle(handlung: Handlung): Promise<Vollzug> {
    const { anliegen, vorgang } = handlung;
    if (anliegen.art === "einsehen" || anliegen.art === "antwortenEinsehen") {
      const id = vorgang ?? "";
      await this.post.bis((brief) => istMeldungZu(brief, id), "a mail about the Vorgang");
      return lies(anliegen, id, new Kenntnis(await this.post.alle(), id));
    }
    const anlass = vorgang === null ? null : await this.#anlass(handlung, vorgang);
    const kenntnis = vorgang === null ? null : new Kenntnis(await this.post.alle(), vorgang);
    const befehl = await this.system.befehl(anliegen, handlung, kenntnis);
    const gesendet = await this.post.sende({
      an: this.gateway,
      betreff: BETREFF,
      text: "",
      ...(anlass === null ? {} : { antwortAuf: anlass }),
      anhaenge: [{ filename: befehl.name, contentType: befehl.medientyp, content: Buffer.from(befehl.bytes) }],
    });
    const antwort = await this.post.bis((brief) => brief.antwortAuf === gesendet, "the answer to a command");
    if (antwort.buendel === null || !istAntwortmeldung(antwort.buendel))
      throw new Error(`the answer is none: ${antwort.text}`);
    return {
      vorgang: liesAntwortmeldung(antwort.buendel, antwort.text).vorgang,
      nurGelesen: false,
      antworten: [antwort.nachrichtId],
      abweichungen: [],
    };
  }

  /** The mail that makes the house act, in whose thread it answers; null: it acts of itself. */
  async #anlass({ anliegen }: Handlung, vorgang: string): Promise<Brief | null> {
    if (anliegen.art === "korrekturBeantworten")
      return this.post.bis((brief) => new Kenntnis([brief], vorgang).korrektur !== null, "the Korrekturanfrage");
    return (await this.post.alle()).findLast((brief) => istMeldungZu(brief, vorgang)) ?? null;
  }

  async letzteWorte(): Promise<string> {
    return (await this.post.alle()).at(-1)?.text ?? "–";
  }
}
