import { ANMELDEPERSONEN } from "../anmeldung/ansprueche.js";
import { BESCHAEFTIGTE, institution } from "../personen.js";
import type { InstitutionId, PersonId } from "../personen.js";
import { timMxid } from "../tim/konten.js";
import type { Alarm } from "./ergebnis.js";

export interface Wer {
  readonly rolle: string;
  readonly name: string;
  /** Name of the institution, or the insured person's own. */
  readonly teilnehmer: string;
  readonly haus: InstitutionId | null;
  /** Where a channel reaches the institution; absent: nowhere. */
  readonly adressen: Readonly<Partial<Record<Alarm["kanal"], string>>>;
}

/** Role, name and participant of a person of the cast. */
export function wer(id: PersonId): Wer {
  const person = ANMELDEPERSONEN.find((eine) => eine.id === id);
  if (person === undefined) throw new Error(`unknown person ${id}`);
  const haus = BESCHAEFTIGTE.find((einer) => einer.id === id)?.institution ?? null;
  const eintrag = haus === null ? null : institution(haus);
  return {
    rolle: String(person.ansprueche["rolle"]),
    name: person.name,
    teilnehmer: eintrag?.name ?? person.name,
    haus,
    adressen: haus === null || eintrag === null ? {} : { KIM: eintrag.kim, TIM: timMxid(haus) },
  };
}
