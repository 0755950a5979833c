import { Arg, Authorized, Ctx, ID, Query, Resolver } from "type-graphql";
import { bereiteSignaturVor } from "../app/zu-signieren.js";
import type { Entwurf } from "../app/zu-signieren.js";
import { BlankoverordnungZuSignierenTyp } from "../schema/blanko-zu-signieren.type.js";
import { AngabenEingabe, BlankoverordnungEingabe } from "../schema/pflege.type.js";
import { VerordnungEingabe } from "../schema/verordnung.type.js";
import { ZuSignierenTyp } from "../schema/zu-signieren.type.js";
import { bereinigt } from "./eingaben.js";
import { zuSignieren } from "./entwurf-darstellung.js";
import type { Kontext } from "./kontext.js";

const VORGANG = { description: "Verordnungs-ID of the Vorgang." } as const;
const INHALT = { description: "The content." } as const;

/** Data sets as bytes to be signed, so that a client needs no FHIR code of its own. */
@Resolver()
export class SignierenResolver {
  @Authorized("verordnungZuSignieren")
  @Query(() => ZuSignierenTyp, {
    description: "The Verordnung as a Bundle to be signed for `aktivieren` or, in OFFEN, for `neueVersion`.",
  })
  verordnungZuSignieren(
    @Arg("vorgangId", () => ID, VORGANG) vorgangId: string,
    @Arg("verordnung", () => VerordnungEingabe, INHALT) verordnung: VerordnungEingabe,
    @Ctx() kontext: Kontext,
  ) {
    return bereite(vorgangId, { aktion: "aktivieren", verordnung: bereinigt(verordnung) }, kontext);
  }

  @Authorized("blankoverordnungZuSignieren")
  @Query(() => BlankoverordnungZuSignierenTyp, {
    description: "The Blankoverordnung as a Bundle to be signed for `blankoverordnungSpeichern`, with hints.",
  })
  blankoverordnungZuSignieren(
    @Arg("vorgangId", () => ID, VORGANG) vorgangId: string,
    @Arg("blankoverordnung", () => BlankoverordnungEingabe, INHALT) blankoverordnung: BlankoverordnungEingabe,
    @Ctx() kontext: Kontext,
  ) {
    const inhalt = bereinigt(blankoverordnung);
    return bereite(vorgangId, { aktion: "blankoverordnungSpeichern", blankoverordnung: inhalt }, kontext);
  }

  @Authorized("angabenZuSignieren")
  @Query(() => ZuSignierenTyp, { description: "The Angaben as a Bundle to be signed for `angabenSpeichern`." })
  angabenZuSignieren(
    @Arg("vorgangId", () => ID, VORGANG) vorgangId: string,
    @Arg("angaben", () => AngabenEingabe, INHALT) angaben: AngabenEingabe,
    @Ctx() kontext: Kontext,
  ) {
    return bereite(vorgangId, { aktion: "angabenSpeichern", angaben: bereinigt(angaben) }, kontext);
  }
}

async function bereite(
  vorgangId: string,
  entwurf: Entwurf,
  { akteur, dienste }: Kontext,
): Promise<BlankoverordnungZuSignierenTyp> {
  const { bundle, hinweise } = await bereiteSignaturVor(vorgangId, entwurf, akteur, dienste);
  return { ...zuSignieren(bundle), hinweise };
}
