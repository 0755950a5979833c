import type { BefehlFuer, Befehlsaktion } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { abschliessen } from "./abschliessen.js";
import { aktivieren } from "./aktivieren.js";
import { angabenSpeichern } from "./angaben-speichern.js";
import { annehmen } from "./annehmen.js";
import { antragKostenerstattung } from "./antrag-kostenerstattung.js";
import { blankoverordnungSpeichern } from "./blankoverordnung-speichern.js";
import { einreichen } from "./einreichen.js";
import { entscheiden } from "./entscheiden.js";
import { entscheidungAendern } from "./entscheidung-aendern.js";
import { entwurfAendern } from "./entwurf-aendern.js";
import { entscheidungLoeschen } from "./entscheidung-loeschen.js";
import { loeschen } from "./loeschen.js";
import { neueVersion } from "./neue-version.js";
import { verfuegbarkeitAnfragen } from "./verfuegbarkeit-anfragen.js";
import { verfuegbarkeitAntworten } from "./verfuegbarkeit-antworten.js";
import { verfuegbarkeitZurueckziehen } from "./verfuegbarkeit-zurueckziehen.js";
import { zugriffEntziehen, zugriffGeben } from "./zugriff.js";
import { unterlageEntfernen, unterlageHinzufuegen } from "./unterlagen.js";
import { zugriffWeitergeben } from "./zugriff-weitergeben.js";
import { zurueckgeben } from "./zurueckgeben.js";
import { zuweisen } from "./zuweisen.js";
import { zuweisungAblehnen } from "./zuweisung-ablehnen.js";
import { korrekturAnfragen } from "./korrektur-anfragen.js";
import { folgeverordnungErbitten } from "./folgeverordnung-erbitten.js";
import { korrekturAktualisieren } from "./korrektur-aktualisieren.js";
import { korrekturBeantworten } from "./korrektur-beantworten.js";
import { korrekturZurueckziehen } from "./korrektur-zurueckziehen.js";
import { leistungVermindern } from "./leistung-vermindern.js";
import { nachrichtSchreiben } from "./nachricht-schreiben.js";

/** The behaviour of every action that has a Befehl; an action without an entry does not compile. */
export const ENTSCHEIDER: { readonly [A in Befehlsaktion]: Entscheider<BefehlFuer<A>> } = {
  entwurfAendern,
  aktivieren,
  neueVersion,
  loeschen,
  zuweisen,
  zuweisungAblehnen,
  verfuegbarkeitAnfragen,
  verfuegbarkeitAntworten,
  verfuegbarkeitZurueckziehen,
  zugriffGeben,
  zugriffEntziehen,
  annehmen,
  zurueckgeben,
  antragKostenerstattung,
  abschliessen,
  blankoverordnungSpeichern,
  angabenSpeichern,
  unterlageHinzufuegen,
  unterlageEntfernen,
  einreichen,
  entscheiden,
  entscheidungAendern,
  zugriffWeitergeben,
  entscheidungLoeschen,
  korrekturAnfragen,
  korrekturAktualisieren,
  korrekturZurueckziehen,
  korrekturBeantworten,
  leistungVermindern,
  nachrichtSchreiben,
  folgeverordnungErbitten,
};
