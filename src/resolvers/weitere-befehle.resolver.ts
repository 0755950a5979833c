import { Args, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import {
  AblehnenArgs,
  BefehlArgs,
  BefehlErgebnis,
  EntscheidenArgs,
  SigniertArgs,
  ZugriffWeitergebenArgs,
} from "../schema/befehl.type.js";
import { ZuweisenMitKontaktArgs } from "../schema/verfuegbarkeit-befehl.type.js";
import { fuehre } from "./befehl.resolver.js";
import { bereinigt, entscheidungAus } from "./eingaben.js";
import type { Kontext } from "./kontext.js";

/** The mutations beside the straight way: own correction, deletion, access, giving back, special cases. */
@Resolver()
export class WeitereBefehleResolver {
  @Authorized("neueVersion")
  @Mutation(() => BefehlErgebnis, {
    description: "Own correction of the practice in OFFEN: a new signed version makes the older ones invalid (6.8.1).",
  })
  neueVersion(@Args(() => SigniertArgs) args: SigniertArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "neueVersion", signiert: args.signiert }, args, kontext);
  }

  @Authorized("loeschen")
  @Mutation(() => BefehlErgebnis, {
    description: "ML1, ML2, ML3: deletes the whole Vorgang; only the Protokoll is left.",
  })
  loeschen(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "loeschen" }, args, kontext);
  }

  @Authorized("zuweisen")
  @Mutation(() => BefehlErgebnis, {
    description: "Hands the access to one Pflegedienst, which then accepts; ends an earlier Zuweisung (6.5.1).",
  })
  zuweisen(@Args(() => ZuweisenMitKontaktArgs) args: ZuweisenMitKontaktArgs, @Ctx() kontext: Kontext) {
    const { pflegedienst, kontakt } = args;
    const mitKontakt = kontakt === null || kontakt === undefined ? {} : { kontakt: bereinigt(kontakt) };
    return fuehre({ aktion: "zuweisen", pflegedienst, ...mitKontakt }, args, kontext);
  }

  @Authorized("zuweisungAblehnen")
  @Mutation(() => BefehlErgebnis, {
    description: "The chosen Pflegedienst declines the Zuweisung; the insured person chooses again (6.5.1).",
  })
  zuweisungAblehnen(@Args(() => AblehnenArgs) args: AblehnenArgs, @Ctx() kontext: Kontext) {
    const { grund } = args;
    return fuehre({ aktion: "zuweisungAblehnen", ...(grund == null ? {} : { grund }) }, args, kontext);
  }

  @Authorized("zugriffGeben")
  @Mutation(() => BefehlErgebnis, {
    description: "Lets the payer of the Verordnung read it for Beratung; the status stays (6.5.3).",
  })
  zugriffGeben(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "zugriffGeben" }, args, kontext);
  }

  @Authorized("zugriffEntziehen")
  @Mutation(() => BefehlErgebnis, { description: "Ends the access that was given to the payer for Beratung." })
  zugriffEntziehen(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "zugriffEntziehen" }, args, kontext);
  }

  @Authorized("zurueckgeben")
  @Mutation(() => BefehlErgebnis, {
    description:
      "3: the assigned Pflegedienst gives the Verordnung back; its access ends and the access codes are renewed.",
  })
  zurueckgeben(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "zurueckgeben" }, args, kontext);
  }

  @Authorized("antragKostenerstattung")
  @Mutation(() => BefehlErgebnis, {
    description: "AP1: the payer takes up an application for Kostenerstattung or persönliches Budget (6.4).",
  })
  antragKostenerstattung(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "antragKostenerstattung" }, args, kontext);
  }

  @Authorized("entscheidungAendern")
  @Mutation(() => BefehlErgebnis, {
    description: "New version of the decision, by an object or by a signed data set; possible until deletion (6.7.1).",
  })
  entscheidungAendern(@Args(() => EntscheidenArgs) args: EntscheidenArgs, @Ctx() kontext: Kontext) {
    return fuehre(entscheidungAus(args, "entscheidungAendern"), args, kontext);
  }

  @Authorized("zugriffWeitergeben")
  @Mutation(() => BefehlErgebnis, {
    description:
      "A payer that has decided UNZUSTAENDIG lets another payer (Sachleistung) read the Vorgang; its IK in the Verordnung stays (6.9).",
  })
  zugriffWeitergeben(@Args(() => ZugriffWeitergebenArgs) args: ZugriffWeitergebenArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "zugriffWeitergeben", kostentraeger: args.kostentraeger }, args, kontext);
  }

  @Authorized("entscheidungLoeschen")
  @Mutation(() => BefehlErgebnis, {
    description:
      "Deletes the payer's own decision with all its versions in ABGESCHLOSSEN; the Vorgang and its status stay (Tabelle 12). It cannot be changed afterwards.",
  })
  entscheidungLoeschen(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "entscheidungLoeschen" }, args, kontext);
  }

  @Authorized("abschliessen")
  @Mutation(() => BefehlErgebnis, { description: "4: the payer closes a special case of chapter 6.4." })
  abschliessen(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "abschliessen" }, args, kontext);
  }
}
