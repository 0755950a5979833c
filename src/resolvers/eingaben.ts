import { Fachfehler } from "../domain/kern/fehler.js";
import type { Verstoss } from "../domain/kern/fehler.js";
import type { Zugangseingabe } from "../app/zugang.js";
import type { Auftrag } from "../app/vorbereiten.js";
import type { BefehlArgs, EntscheidenArgs, ZugangEingabe } from "../schema/befehl.type.js";

/** Optional members as the domain has them: absent, never null. */
type Bereinigt<T> = T extends readonly (infer E)[]
  ? readonly Bereinigt<E>[]
  : T extends Uint8Array | Date
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Bereinigt<Exclude<T[K], null>> }
      : T;

/** Drops null and undefined members, at any depth: GraphQL knows null, the data sets know absence only. */
export function bereinigt<T>(wert: T): Bereinigt<T> {
  if (Array.isArray(wert)) return wert.map((eintrag: unknown) => bereinigt(eintrag)) as Bereinigt<T>;
  if (typeof wert !== "object" || wert === null || wert instanceof Uint8Array) return wert as Bereinigt<T>;
  const eintraege = Object.entries(wert)
    .filter(([, inhalt]) => inhalt !== null && inhalt !== undefined)
    .map(([name, inhalt]) => [name, bereinigt(inhalt as unknown)]);
  return Object.fromEntries(eintraege) as Bereinigt<T>;
}

function ungueltig(...verstoesse: readonly Verstoss[]): Fachfehler<"EINGABE_UNGUELTIG"> {
  return new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
}

const HOECHSTENS = 100;

/** @throws Fachfehler EINGABE_UNGUELTIG unless 1 ≤ first ≤ 100 */
export function seite(first: number, after?: string | null): { readonly first: number; readonly after?: string } {
  if (first < 1 || first > HOECHSTENS)
    throw ungueltig({
      pfad: "first",
      regel: `Eine Seite hat 1 bis ${HOECHSTENS} Einträge.`,
      hinweis: "Fordern Sie weniger Einträge an und blättern Sie mit after.",
    });
  return { first, ...(after === null || after === undefined ? {} : { after }) };
}

/** @throws Fachfehler EINGABE_UNGUELTIG unless exactly one proof is given */
export function zugangAus(eingabe: ZugangEingabe | null | undefined): Zugangseingabe | null {
  if (eingabe === null || eingabe === undefined) return null;
  const token = eingabe.poppToken ?? null;
  const code = eingabe.zugriffscode ?? null;
  if (token !== null && code === null) return { art: "POPP", token };
  if (token === null && code !== null) return { art: "ZUGRIFFSCODE", code };
  throw ungueltig({
    pfad: "zugang",
    regel: "Genau ein Nachweis wird verlangt.",
    hinweis: "Senden Sie entweder poppToken oder zugriffscode.",
  });
}

/** @throws Fachfehler EINGABE_UNGUELTIG unless the decision comes in exactly one of its two forms */
export function entscheidungAus(
  { entscheidung, signiert }: EntscheidenArgs,
  aktion: "entscheiden" | "entscheidungAendern",
): Auftrag {
  const ohneObjekt = entscheidung === null || entscheidung === undefined;
  const ohneBytes = signiert === null || signiert === undefined;
  if (!ohneObjekt && ohneBytes) return { aktion, entscheidung: bereinigt(entscheidung) };
  if (ohneObjekt && !ohneBytes) return { aktion, signiert };
  throw ungueltig({
    pfad: "entscheidung",
    regel: "Die Entscheidung wird entweder als Objekt oder signiert übermittelt.",
    hinweis: "Senden Sie genau eines der Felder entscheidung und signiert.",
  });
}

/** What all mutations on an existing Vorgang have in common. */
export function befehlskopf({ vorgangId, anfrageId, version }: BefehlArgs) {
  return { vorgangId, anfrageId: anfrageId ?? null, erwarteteVersion: version ?? null };
}
