import type { Karte } from "../karten/karte.js";
import { signiere } from "../karten/signieren.js";
import { INSTITUTIONEN, VERSICHERTE, institution } from "../personen.js";
import type { InstitutionId, PersonId, VersicherterId } from "../personen.js";
import type { Sandbox } from "../sandbox.js";
import { GraphqlClient } from "./graphql-client.js";

/** What a scenario may use: the public API as any person of the cast, cards, the card reader, and the mailboxes. */
export class Welt {
  constructor(
    readonly url: string,
    private readonly sandbox: Sandbox,
  ) {}

  token(person: PersonId): Promise<string> {
    return this.sandbox.anmeldestelle.token(person);
  }

  async als(person: PersonId): Promise<GraphqlClient> {
    return new GraphqlClient(this.url, await this.token(person));
  }

  karte(id: string): Karte {
    return this.sandbox.karten.karte(id);
  }

  /** CMS/CAdES of this card, Base64. */
  signiert(karte: string, text: string): string {
    return Buffer.from(signiere(this.karte(karte), Buffer.from(text, "utf8"))).toString("base64");
  }

  /** Reads the eGK of an insured person at an institution. */
  leseKarte(versicherter: VersicherterId, bei: InstitutionId): Promise<string> {
    const person = versicherte(versicherter);
    const haus = institution(bei);
    return this.sandbox.popp.ausstellen({
      kvnr: person.kvnr,
      ik: institution(person.versicherung).ik ?? "",
      actorId: haus.telematikId,
      actorProfessionOid: haus.professionOid,
    });
  }

  /** Every mailbox of the sandbox with its content, fetched over POP3; the empty ones too. */
  async postfaecher(): Promise<
    readonly { adresse: string; rolle: string; mails: readonly { messageId: string; betreff: string }[] }[]
  > {
    return Promise.all(
      [...INSTITUTIONEN.map(({ kim, rolle }) => ({ adresse: kim, rolle: rolle })), this.sandbox.gatewayPostfach].map(
        async ({ adresse, rolle }) => ({ adresse, rolle, mails: await this.sandbox.holePostfach(adresse) }),
      ),
    );
  }
}

export function versicherte(id: VersicherterId): (typeof VERSICHERTE)[number] {
  const treffer = VERSICHERTE.find((person) => person.id === id);
  if (treffer === undefined) throw new Error(`unknown insured person ${id}`);
  return treffer;
}
