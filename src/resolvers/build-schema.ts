import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import type { PubSub } from "type-graphql";
import { authChecker } from "./auth-checker.js";
import { BefehlResolver } from "./befehl.resolver.js";
import { FolgebitteResolver } from "./folgebitte.resolver.js";
import { EntwurfResolver } from "./entwurf.resolver.js";
import { GespraechResolver } from "./gespraech.resolver.js";
import { EinstellungenResolver } from "./einstellungen.resolver.js";
import { IchResolver } from "./ich.resolver.js";
import { KorrekturResolver } from "./korrektur.resolver.js";
import { LeistungsaenderungResolver } from "./leistungsaenderung.resolver.js";
import { LeistungsverzeichnisResolver } from "./leistungsverzeichnis.resolver.js";
import { MeldungResolver } from "./meldung.resolver.js";
import { PflegedienstResolver } from "./pflegedienst.resolver.js";
import { PosteingangResolver } from "./posteingang.resolver.js";
import { ProfilResolver } from "./profil.resolver.js";
import { SignierenResolver } from "./signieren.resolver.js";
import { VerfuegbarkeitResolver } from "./verfuegbarkeit.resolver.js";
import { UnterlagenResolver } from "./unterlagen.resolver.js";
import { WeitereBefehleResolver } from "./weitere-befehle.resolver.js";
import { VorgangResolver } from "./vorgang.resolver.js";
import { ZustellungResolver } from "./zustellung.resolver.js";

/** type-graphql asks for one although every subscription here has its own source, the database's change stream. */
const KEIN_PUBSUB: PubSub = {
  publish() {
    throw new Error("nothing is published in-process");
  },
  subscribe() {
    throw new Error("a subscription without its own source");
  },
};

/**
 * The executable schema. `validate: false`: form is checked by the GraphQL types, rules by the domain; class-validator
 * would put whole inputs into its errors. No global middlewares: they would run for every field.
 */
export function baueSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      IchResolver,
      LeistungsverzeichnisResolver,
      EinstellungenResolver,
      VorgangResolver,
      MeldungResolver,
      SignierenResolver,
      BefehlResolver,
      WeitereBefehleResolver,
      KorrekturResolver,
      GespraechResolver,
      FolgebitteResolver,
      VerfuegbarkeitResolver,
      UnterlagenResolver,
      LeistungsaenderungResolver,
      PflegedienstResolver,
      EntwurfResolver,
      ProfilResolver,
      ZustellungResolver,
      PosteingangResolver,
    ],
    authChecker,
    pubSub: KEIN_PUBSUB,
    validate: false,
  });
}
