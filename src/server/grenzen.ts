import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from "graphql";
import type {
  ASTVisitor,
  FieldNode,
  GraphQLOutputType,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from "graphql";
import { Fachfehler } from "../domain/kern/fehler.js";

/** Bounds of one operation; the largest of our own clients stays below a quarter of each. */
export interface Grenzen {
  /** Fields below each other. */
  readonly tiefe: number;
  /** Aliases in the whole operation: the same work asked for many times. */
  readonly aliasse: number;
  /** Root fields: each may cost a database access. */
  readonly wurzelfelder: number;
  /** Fields that the answer can hold, lists counted with their page size. */
  readonly kosten: number;
}

export const GRENZEN: Grenzen = { tiefe: 12, aliasse: 30, wurzelfelder: 10, kosten: 10_000 };

/** Lexical tokens of a document; a value is one token, however long. */
export const HOECHSTENS_TOKENS = 4_000;

/** Assumed where the page size is a variable, whose value a validation does not know: the largest. */
const GROESSTE_SEITE = 100;
/** Assumed for a list that has no page size: versions, Leistungen, entries. */
const LISTE = 10;

interface Mass {
  readonly tiefe: number;
  readonly aliasse: number;
  readonly kosten: number;
}
const NICHTS: Mass = { tiefe: 0, aliasse: 0, kosten: 0 };

/**
 * Rule that refuses operations beyond the bounds. One and the same for HTTP and WebSocket, without variables, so that
 * Apollo's document cache keeps its verdict. Own code instead of graphql-query-complexity, which needs the variables
 * and so would run for every request (ADR 0005).
 */
export function begrenzung(grenzen: Grenzen = GRENZEN): ValidationRule {
  return (context): ASTVisitor => {
    const messung = new Messung(context);
    return {
      OperationDefinition: (operation) => {
        if (!messung.haeltEin(operation, grenzen))
          context.reportError(
            new GraphQLError("operation beyond the limits", {
              nodes: operation,
              originalError: new Fachfehler("ANFRAGE_ZU_AUFWENDIG"),
            }),
          );
        return false;
      },
    };
  };
}

class Messung {
  /** Each fragment is measured once, however often it is spread; null while it is being measured (a cycle). */
  readonly #fragmente = new Map<string, Mass | null>();

  constructor(private readonly context: ValidationContext) {}

  haeltEin(operation: OperationDefinitionNode, grenzen: Grenzen): boolean {
    const typ = this.context.getSchema().getRootType(operation.operation) ?? undefined;
    const { tiefe, aliasse, kosten } = this.#auswahl(operation.selectionSet, typ);
    const wurzelfelder = this.#wurzelfelder(operation.selectionSet, new Set());
    return (
      tiefe <= grenzen.tiefe &&
      aliasse <= grenzen.aliasse &&
      wurzelfelder <= grenzen.wurzelfelder &&
      kosten <= grenzen.kosten
    );
  }

  #auswahl({ selections }: SelectionSetNode, typ: GraphQLOutputType | undefined): Mass {
    return selections.reduce<Mass>((summe, knoten) => {
      const mass =
        knoten.kind === Kind.FIELD
          ? this.#feld(knoten, typ)
          : knoten.kind === Kind.INLINE_FRAGMENT
            ? this.#auswahl(knoten.selectionSet, this.#typ(knoten.typeCondition?.name.value) ?? typ)
            : this.#fragment(knoten.name.value);
      return {
        tiefe: Math.max(summe.tiefe, mass.tiefe),
        aliasse: summe.aliasse + mass.aliasse,
        kosten: summe.kosten + mass.kosten,
      };
    }, NICHTS);
  }

  #feld(feld: FieldNode, typ: GraphQLOutputType | undefined): Mass {
    const name = feld.name.value;
    const aliasse = feld.alias === undefined ? 0 : 1;
    // The schema about itself: off in production (NoSchemaIntrospection), harmless and deep elsewhere.
    if (name.startsWith("__")) return { tiefe: 1, aliasse, kosten: 1 };
    const feldtyp = isObjectType(typ) || isInterfaceType(typ) ? typ.getFields()[name]?.type : undefined;
    if (feld.selectionSet === undefined) return { tiefe: 1, aliasse, kosten: 1 };
    const innen = this.#auswahl(feld.selectionSet, feldtyp === undefined ? undefined : getNamedType(feldtyp));
    return {
      tiefe: innen.tiefe + 1,
      aliasse: innen.aliasse + aliasse,
      kosten: 1 + innen.kosten * vielfaches(feld, feldtyp),
    };
  }

  #fragment(name: string): Mass {
    const bekannt = this.#fragmente.get(name);
    // Cycles are another rule's matter; here they only must not loop.
    if (bekannt !== undefined) return bekannt ?? NICHTS;
    const fragment = this.context.getFragment(name);
    if (fragment === null || fragment === undefined) return NICHTS;
    this.#fragmente.set(name, null);
    const mass = this.#auswahl(fragment.selectionSet, this.#typ(fragment.typeCondition.name.value));
    this.#fragmente.set(name, mass);
    return mass;
  }

  #typ(name: string | undefined): GraphQLOutputType | undefined {
    const typ = name === undefined ? undefined : this.context.getSchema().getType(name);
    return isCompositeType(typ) ? typ : undefined;
  }

  #wurzelfelder({ selections }: SelectionSetNode, gesehen: Set<string>): number {
    return selections.reduce((summe, knoten) => {
      if (knoten.kind === Kind.FIELD) return summe + 1;
      if (knoten.kind === Kind.INLINE_FRAGMENT) return summe + this.#wurzelfelder(knoten.selectionSet, gesehen);
      const fragment = this.context.getFragment(knoten.name.value);
      if (fragment === null || fragment === undefined || gesehen.has(knoten.name.value)) return summe;
      gesehen.add(knoten.name.value);
      return summe + this.#wurzelfelder(fragment.selectionSet, gesehen);
    }, 0);
  }
}

/** How often what is selected below a field can occur. A connection multiplies by its page, its `edges` not again. */
function vielfaches({ name, arguments: argumente = [] }: FieldNode, typ: GraphQLOutputType | undefined): number {
  const first = argumente.find((argument) => argument.name.value === "first")?.value;
  if (first?.kind === Kind.INT) return Math.min(Math.max(Number(first.value), 1), GROESSTE_SEITE);
  if (first !== undefined) return GROESSTE_SEITE;
  if (typ !== undefined && /Connection!?$/.test(String(typ))) return 20;
  const liste = isListType(isNonNullType(typ) ? typ.ofType : typ);
  return liste && name.value !== "edges" ? LISTE : 1;
}
