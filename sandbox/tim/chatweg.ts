import type { FhirBundle } from "../../src/domain/ports/zustellung.js";
import { istAntwortmeldung, liesAntwortmeldung } from "../szenario/antwortmeldung.js";
import type { Auftrag, Fachsystem } from "../szenario/fachsystem.js";
import type { Handlung, Handlungsweg, Vollzug } from "../szenario/handlungsweg.js";
import { Kenntnis } from "../szenario/kenntnis.js";
import type { Erhaltenes } from "../szenario/kenntnis.js";
import { lies } from "../szenario/lesen.js";
import type { Chatnachricht, Messenger } from "./messenger.js";

/** A house that has nothing but its messenger: it writes commands, sends files, and knows what came in the rooms. */
export class Chatweg implements Handlungsweg {
  #direktraum: Promise<string> | null = null;

  constructor(
    private readonly messenger: Messenger,
    private readonly system: Fachsystem,
    /** MXID of the gateway. */
    private readonly gateway: string,
  ) {}

  async handle(handlung: Handlung): Promise<Vollzug> {
    const { anliegen, vorgang: id } = handlung;
    if (id === null) throw new Error("nothing begins in a chat");
    const raum = anliegen.art === "annehmen" && anliegen.egk !== null ? await this.#oeffne() : await this.#raumZu(id);
    if (anliegen.art === "einsehen" || anliegen.art === "antwortenEinsehen")
      return lies(anliegen, id, this.#kenntnis(id));
    const wort = WORTE[anliegen.art];
    if (wort !== undefined && !(anliegen.art === "annehmen" && anliegen.egk !== null)) await this.#befiehl(raum, wort);
    else await this.#sende(raum, anliegen, handlung, id);
    return { vorgang: id, nurGelesen: false, antworten: [], abweichungen: [] };
  }

  /** Types a command and confirms it. */
  async #befiehl(raum: string, wort: string): Promise<void> {
    await this.#antwortAuf(await this.messenger.schreibe(raum, wort));
    await this.#antwortAuf(await this.messenger.schreibe(raum, "!ja"));
  }

  /** @throws ApiFehler if it was refused */
  async #sende(raum: string, auftrag: Auftrag, handlung: Handlung, id: string): Promise<void> {
    const datei = await this.system.befehl(auftrag, handlung, this.#kenntnis(id));
    const antwort = await this.#antwortAuf(await this.messenger.sendeDatei(raum, datei));
    const buendel = buendelVon(antwort);
    if (buendel !== null && istAntwortmeldung(buendel)) liesAntwortmeldung(buendel, antwort.text);
  }

  #antwortAuf(ereignisId: string): Promise<Chatnachricht> {
    return this.messenger.bis(({ antwortAuf }) => antwortAuf === ereignisId, "the answer to a message");
  }

  /** The room that the gateway made for this Vorgang. */
  async #raumZu(id: string): Promise<string> {
    const direktraum = await this.#direktraum;
    const meldung = await this.messenger.bis(
      ({ absender, raum, text }) => absender === this.gateway && raum !== direktraum && text.includes(id),
      "a message about the Vorgang",
    );
    return meldung.raum;
  }

  /** For whoever does not take part in the Vorgang yet, so that no room of it is there. */
  #oeffne(): Promise<string> {
    return (this.#direktraum ??= this.messenger.oeffneDirektraum(this.gateway));
  }

  #kenntnis(id: string): Kenntnis {
    const vomGateway = this.messenger.gelesen.filter(({ absender }) => absender === this.gateway);
    return new Kenntnis(vomGateway.map(alsErhaltenes), id);
  }

  letzteWorte(): Promise<string> {
    return Promise.resolve(this.messenger.gelesen.at(-1)?.text ?? "–");
  }
}

/** What a few words order; the rest is sent as a file. */
const WORTE: Readonly<Partial<Record<Auftrag["art"], string>>> = { annehmen: "!annehmen", einreichen: "!einreichen" };

const alsErhaltenes = (nachricht: Chatnachricht): Erhaltenes => ({
  text: nachricht.text,
  buendel: buendelVon(nachricht),
});

function buendelVon({ inhalt }: Chatnachricht): FhirBundle | null {
  const ressource = inhalt["de.gematik.fhir.resource"] as FhirBundle | undefined;
  return ressource?.resourceType === "Bundle" ? ressource : null;
}
