import { Arg, Args, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import { fuehreAus } from "../app/befehl-ausfuehren.js";
import type { Antwort } from "../app/befehl-ausfuehren.js";
import type { Auftrag } from "../app/vorbereiten.js";
import { legeVorgangAn } from "../app/vorgang-anlegen.js";
import {
  ANFRAGE_ID,
  AnnehmenArgs,
  BefehlArgs,
  BefehlErgebnis,
  EntscheidenArgs,
  SigniertArgs,
} from "../schema/befehl.type.js";
import { Uuid } from "../schema/scalars.js";
import { befehlskopf, entscheidungAus, zugangAus } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { schreibend } from "./schreibend.js";
import { stelleVorgangDar } from "./vorgang-darstellung.js";

/** Every mutation names its permission, turns its input into an order and hands it to the one write path. */
@Resolver()
export class BefehlResolver {
  @Authorized("anlegen")
  @Mutation(() => BefehlErgebnis, {
    description: "Creates a Vorgang: gives the Verordnungs-ID to be signed and the access codes (7.1.1).",
  })
  async anlegen(@Arg("anfrageId", () => Uuid, ANFRAGE_ID) anfrageId: string | null, @Ctx() kontext: Kontext) {
    return alsErgebnis(await schreibend(legeVorgangAn(kontext.akteur, anfrageId ?? null, kontext.dienste)), kontext);
  }

  @Authorized("aktivieren")
  @Mutation(() => BefehlErgebnis, { description: "1: stores the signed Verordnung and opens it for redemption." })
  aktivieren(@Args(() => SigniertArgs) args: SigniertArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "aktivieren", signiert: args.signiert }, args, kontext);
  }

  @Authorized("annehmen")
  @Mutation(() => BefehlErgebnis, { description: "2: the Pflegedienst accepts bindingly." })
  annehmen(@Args(() => AnnehmenArgs) args: AnnehmenArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "annehmen" }, args, kontext);
  }

  @Authorized("blankoverordnungSpeichern")
  @Mutation(() => BefehlErgebnis, { description: "Stores the signed Blankoverordnung (6.6.2)." })
  blankoverordnungSpeichern(@Args(() => SigniertArgs) args: SigniertArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "blankoverordnungSpeichern", signiert: args.signiert }, args, kontext);
  }

  @Authorized("angabenSpeichern")
  @Mutation(() => BefehlErgebnis, { description: "Stores the signed Angaben zur Leistungserbringung (6.6.1)." })
  angabenSpeichern(@Args(() => SigniertArgs) args: SigniertArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "angabenSpeichern", signiert: args.signiert }, args, kontext);
  }

  @Authorized("einreichen")
  @Mutation(() => BefehlErgebnis, { description: "AP3: applies for the Leistungsentscheidung." })
  einreichen(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "einreichen" }, args, kontext);
  }

  @Authorized("entscheiden")
  @Mutation(() => BefehlErgebnis, { description: "AP2, AP4: the payer decides, by an object or by a signed data set." })
  entscheiden(@Args(() => EntscheidenArgs) args: EntscheidenArgs, @Ctx() kontext: Kontext) {
    return fuehre(entscheidungAus(args, "entscheiden"), args, kontext);
  }
}

/** The one way of a mutation to the write path. */
export async function fuehre(auftrag: Auftrag, args: BefehlArgs & Partial<AnnehmenArgs>, kontext: Kontext) {
  const { akteur, dienste } = kontext;
  const zugang = zugangAus(args.zugang);
  return alsErgebnis(await schreibend(fuehreAus({ ...befehlskopf(args), auftrag, akteur, zugang }, dienste)), kontext);
}

function alsErgebnis({ erledigt, vorgang }: Antwort, kontext: Kontext) {
  return { ...erledigt, vorgang: stelleVorgangDar(vorgang, kontext) };
}
