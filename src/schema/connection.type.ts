import { Field, Int, ObjectType } from "type-graphql";
import type { ClassType } from "type-graphql";
import { EINFACH } from "./bausteine.type.js";
import { Cursor } from "./scalars.js";

@ObjectType("PageInfo", { ...EINFACH, description: "Paging of a Relay connection (forward only)." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there are more behind `endCursor`." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Always false: paging is forward only." })
  hasPreviousPage!: boolean;

  @Field(() => Cursor, { nullable: true, description: "Position of the first edge; null if there is none." })
  startCursor!: string | null;

  @Field(() => Cursor, {
    nullable: true,
    description: "Position of the last edge, for `after`; null if there is none.",
  })
  endCursor!: string | null;
}

export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
}

/** Relay connection of a type: `<Name>Connection` and `<Name>Edge`. */
export function connectionTyp<T extends object>(name: string, Knoten: ClassType<T>): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { ...EINFACH, description: `Edge of \`${name}Connection\`.` })
  class Edge {
    @Field(() => Knoten, { description: "The entry." })
    node!: T;

    @Field(() => Cursor, { description: "Position of the entry, for `after`." })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { ...EINFACH, description: `Relay connection of \`${name}\`, newest first.` })
  class Verbindung {
    @Field(() => [Edge], { description: "Entries of this page." })
    edges!: Edge[];

    @Field(() => PageInfo, { description: "Paging." })
    pageInfo!: PageInfo;
  }
  return Verbindung;
}

/** Relay arguments as every list has them. */
export const FIRST = { description: "Entries of a page, 1 to 100.", defaultValue: 20 } as const;
export const AFTER = {
  nullable: true,
  description: "Continue behind this position (`endCursor` of the page before).",
} as const;
export const INT = () => Int;
export const CURSOR = () => Cursor;
