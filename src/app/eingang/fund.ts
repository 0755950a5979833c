import type { Institutionsakteur } from "../../domain/eingang/institution.js";
import { uuidAus } from "../../domain/fhir/uuid.js";
import type { Eingang } from "../../domain/ports/eingang.js";
import type { Verzeichniseintrag } from "../../domain/ports/verzeichnis.js";
import type { Bezug } from "./bezug.js";

/** What is known of a message so far: a refusal at any point tells no more than this. */
export interface Fund {
  readonly eingang: Eingang;
  readonly eintrag: Verzeichniseintrag;
  akteur: Institutionsakteur;
  /** Null: not found out yet. */
  bezug: Bezug | null;
  /** Null: words. */
  befehl: { readonly bundleId: string; readonly code: string } | null;
}

/** Id of the request that an unsigned message is: the same at every delivery. */
export const anfrageIdAus = ({ kanal, id }: Pick<Eingang, "kanal" | "id">): string =>
  uuidAus(`${kanal}:${id}`, "Befehl");
