import { BESCHAEFTIGTE, BETRIEBSPERSONAL, institution, VERSICHERTE } from "../personen.js";
import type { PersonId } from "../personen.js";

/** What the sign-in says about a person: the claims of src/adapters/anmeldung/ansprueche.ts, and how to show it. */
export interface Anmeldeperson {
  readonly id: PersonId;
  readonly name: string;
  /** German, for the page: role and institution. */
  readonly beschreibung: string;
  readonly ansprueche: Readonly<Record<string, unknown>>;
}

const beschaeftigte = BESCHAEFTIGTE.map((person): Anmeldeperson => {
  const { rolle, name: haus, telematikId, professionOid, ik, prinzip } = institution(person.institution);
  return {
    id: person.id,
    name: person.name,
    beschreibung: `${person.person}, ${haus}`,
    ansprueche: {
      rolle,
      name: person.name,
      person: person.person,
      telematikId,
      professionOid,
      ...(rolle === "KOSTENTRAEGER" ? { ik, prinzip } : {}),
      ...("lbnr" in person ? { lbnr: person.lbnr } : {}),
      ...("qualifikationen" in person ? { qualifikationen: person.qualifikationen } : {}),
    },
  };
});

const versicherte = VERSICHERTE.map(({ id, vorname, nachname, kvnr }): Anmeldeperson => {
  const name = `${vorname} ${nachname}`;
  return { id, name, beschreibung: "Versicherte Person", ansprueche: { rolle: "VERSICHERTER", name, kvnr } };
});

const betrieb = BETRIEBSPERSONAL.map(({ id, name }): Anmeldeperson => ({
  id,
  name,
  beschreibung: "Betrieb",
  ansprueche: { rolle: "BETRIEB", name },
}));

export const ANMELDEPERSONEN: readonly Anmeldeperson[] = [...beschaeftigte, ...versicherte, ...betrieb];
