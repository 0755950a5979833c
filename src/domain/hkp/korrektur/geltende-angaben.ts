import type { Angaben } from "../datensaetze/angaben.js";
import { neueste, versionen } from "../vorgang.js";
import type { Datensatz, Vorgang } from "../vorgang.js";
import { gleicheLeistung } from "./vergleich.js";

/**
 * The Angaben as they count for the decision. After AP3 they cannot be changed any more [Tabelle 12], but a Korrektur may
 * have made a newer version, which alone is valid [6.8.4]: then the Leistungen keep what the Pflegedienst added to them
 * (GPOS), their Haeufigkeit and Dauer are the newer version's, what it took out falls away, and what it brought in counts
 * as applied for.
 */
export function geltendeAngaben(vorgang: Vorgang): Angaben | null {
  const angaben = neueste(vorgang, "ANGABEN");
  const verordnung = neueste(vorgang, "VERORDNUNG");
  if (angaben === null || verordnung === null) return angaben?.inhalt ?? null;
  const blanko = neueste(vorgang, "BLANKOVERORDNUNG");
  const verordnungNeuer = verordnung.version > angaben.inhalt.zuVersion;
  const blankoNeuer = blanko !== null && stelle(blanko, vorgang) > stelle(angaben, vorgang);
  if ((!verordnungNeuer && !blankoNeuer) || angaben.inhalt.leistungen.length === 0) return angaben.inhalt;

  const fruehere = versionen(vorgang, "VERORDNUNG").find(({ version }) => version === angaben.inhalt.zuVersion);
  const beantragte = new Map(angaben.inhalt.leistungen.map((leistung) => [leistung.leistungId, leistung]));
  const bekannte = new Map(fruehere?.inhalt.leistungen.map((leistung) => [leistung.id, leistung]));
  const umfaenge = new Map(blanko?.inhalt.leistungen.map((leistung) => [leistung.leistungId, leistung]));
  const leistungen = verordnung.inhalt.leistungen.flatMap((leistung) => {
    const { id } = leistung;
    const beantragt = beantragte.get(id);
    const bekannt = bekannte.get(id);
    if (beantragt === undefined && bekannt !== undefined) return [];
    // What was applied for in a smaller extent stays so unless the Korrektur touched this Leistung.
    const unberuehrt = bekannt !== undefined && gleicheLeistung(bekannt, leistung);
    const umfang = leistung.blanko ? umfaenge.get(id) : unberuehrt ? beantragt : leistung;
    const gilt = {
      haeufigkeit: umfang?.haeufigkeit ?? beantragt?.haeufigkeit,
      dauer: umfang?.dauer ?? beantragt?.dauer,
    };
    if (gilt.haeufigkeit === undefined || gilt.dauer === undefined) return [];
    return [{ ...beantragt, leistungId: id, haeufigkeit: gilt.haeufigkeit, dauer: gilt.dauer }];
  });
  return { ...angaben.inhalt, leistungen };
}

const stelle = ({ id }: Pick<Datensatz, "id">, { datensaetze }: Vorgang): number =>
  datensaetze.findIndex((datensatz) => datensatz.id === id);
