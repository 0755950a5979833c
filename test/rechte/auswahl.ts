import { getNamedType, isAbstractType, isLeafType, isObjectType, isRequiredArgument } from "graphql";
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from "graphql";

/** Fields with arguments that a reader must give; a field that is asked several times has one entry per way. */
const ARGUMENTE: Readonly<Record<string, readonly string[]>> = {
  "Vorgang.versionsvergleich": ["von: 1, bis: 2", "von: 1, bis: 2, datensatz: BLANKOVERORDNUNG"],
};

/** Deeper nothing is asked; the deepest path of the schema is below it, which the test of the fields would notice. */
const TIEFE = 14;

/** Everything that can be selected below a type, as deep as it goes; a type is not entered a second time on its own path. */
export function auswahl(schema: GraphQLSchema, typ: GraphQLOutputType, pfad: readonly string[] = []): string {
  const benannt = getNamedType(typ);
  if (isLeafType(benannt)) return "";
  if (pfad.length > TIEFE) throw new Error(`the schema is deeper than ${TIEFE}: ${pfad.join(" → ")}`);
  if (isAbstractType(benannt)) {
    const arme = schema.getPossibleTypes(benannt).map((arm) => `... on ${arm.name} ${auswahl(schema, arm, pfad)}`);
    return `{ __typename ${arme.join(" ")} }`;
  }
  const weiter = [...pfad, benannt.name];
  const felder = Object.values(benannt.getFields())
    .filter((feld) => !weiter.includes(getNamedType(feld.type).name))
    .flatMap((feld) =>
      aufrufe(benannt, feld).map((aufruf) => `${aufruf} ${auswahl(schema, feld.type, weiter)}`.trim()),
    );
  return `{ ${felder.join(" ")} }`;
}

function aufrufe(typ: GraphQLObjectType, feld: GraphQLField<unknown, unknown>): readonly string[] {
  const weisen = ARGUMENTE[`${typ.name}.${feld.name}`];
  if (weisen !== undefined)
    return weisen.map((weise, nr) => `${nr === 0 ? "" : `${feld.name}__${nr}: `}${feld.name}(${weise})`);
  if (feld.args.some(isRequiredArgument))
    throw new Error(`${typ.name}.${feld.name} needs arguments: give them in ARGUMENTE (test/rechte/auswahl.ts)`);
  return [feld.name];
}

/** Calls `sieh` for each field that carries a value: not null, and not an empty list. */
export function besucheWerte(
  schema: GraphQLSchema,
  typ: GraphQLOutputType,
  wert: unknown,
  sieh: (feld: string) => void,
): void {
  if (wert === null || wert === undefined) return;
  if (Array.isArray(wert)) {
    for (const eintrag of wert) besucheWerte(schema, typ, eintrag, sieh);
    return;
  }
  const benannt = getNamedType(typ);
  if (isLeafType(benannt) || typeof wert !== "object") return;
  const eintraege = wert as Readonly<Record<string, unknown>>;
  const objekt = isObjectType(benannt) ? benannt : schema.getType(String(eintraege["__typename"]));
  if (!isObjectType(objekt)) throw new Error(`no object type for ${benannt.name}`);
  for (const [schluessel, inhalt] of Object.entries(eintraege)) {
    if (schluessel === "__typename" || inhalt === null || (Array.isArray(inhalt) && inhalt.length === 0)) continue;
    // An alias of ours is the name with a number.
    const feld = objekt.getFields()[schluessel.replace(/__\d+$/, "")];
    if (feld === undefined) throw new Error(`${objekt.name}.${schluessel} is not a field`);
    sieh(`${objekt.name}.${feld.name}`);
    besucheWerte(schema, feld.type, inhalt, sieh);
  }
}
