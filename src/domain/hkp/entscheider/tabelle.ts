import type { BefehlFuer, Befehlsaktion } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { aktivieren } from "./aktivieren.js";
import { angabenSpeichern } from "./angaben-speichern.js";
import { annehmen } from "./annehmen.js";
import { blankoverordnungSpeichern } from "./blankoverordnung-speichern.js";
import { einreichen } from "./einreichen.js";
import { entscheiden } from "./entscheiden.js";

/** The behaviour of every action that has a Befehl; an action without an entry does not compile. */
export const ENTSCHEIDER: { readonly [A in Befehlsaktion]: Entscheider<BefehlFuer<A>> } = {
  aktivieren,
  annehmen,
  blankoverordnungSpeichern,
  angabenSpeichern,
  einreichen,
  entscheiden,
};
