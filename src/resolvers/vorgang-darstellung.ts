import { pruefhinweise } from "../app/dunkelverarbeitung.js";
import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { zustaendig } from "../domain/hkp/aenderung.js";
import type { Schalterstellung } from "../domain/hkp/ablauf.js";
import {
  kenntZustaendigen,
  sichtbareDatensaetze,
  sichtbareWeitereKostentraeger,
  sichtbareZugriffscodes,
} from "../domain/hkp/ansicht.js";
import type { Verordnung } from "../domain/hkp/datensaetze/verordnung.js";
import { vorlaeufigeKostenuebernahme } from "../domain/hkp/fristen.js";
import { kenntEmpfaenger } from "../domain/hkp/gewaehlte.js";
import { ENTSCHEIDER } from "../domain/hkp/entscheider/tabelle.js";
import { neueste } from "../domain/hkp/vorgang.js";
import { sichtbareUnterlagen } from "../domain/hkp/unterlagen.js";
import type { BeliebigerDatensatz, Vorgang } from "../domain/hkp/vorgang.js";
import type { Pruefhinweis } from "../domain/ports/leistungspruefung.js";
import { sichtbareAnfragen, sichtbarerKontakt } from "../domain/hkp/verfuegbarkeit.js";
import { moeglicheAktionen } from "../domain/hkp/zulaessig.js";
import type { Versionsgegenstand } from "../schema/korrektur.type.js";
import type { TeilnehmerTyp } from "../schema/teilnehmer.type.js";
import { stelleDatensatzDar } from "./datensatz-darstellung.js";
import type { Dargestellt } from "./datensatz-darstellung.js";
import { stelleFolgebittenDar } from "./folgebitte-darstellung.js";
import { stelleEntwurfDar } from "./entwurf-darstellung.js";
import { stelleGespraechDar } from "./gespraech-darstellung.js";
import type { Kontext } from "./kontext.js";
import { stelleLeistungsaenderungenDar } from "./leistungsaenderung-darstellung.js";
import { stelleKorrekturenDar, stelleVergleichDar } from "./korrektur-darstellung.js";
import { stelleAnfrageDar } from "./verfuegbarkeit-darstellung.js";
import { stelleTeilnehmerDar, stelleUrheberDar } from "./teilnehmer-darstellung.js";
import { stelleZustellungDar } from "./zustellung-darstellung.js";

/**
 * A Vorgang as one actor sees it: the only way from the domain object to an answer, so that a resolver cannot forget
 * the reading rights. Getters, because GraphQL asks only for what the client selected.
 */
export class Vorgangsdarstellung {
  readonly #vorgang: Vorgang;
  readonly #akteur: Akteur;
  readonly #schalter: Schalterstellung;
  readonly #jetzt: Date;
  readonly #nachgewiesen: boolean;
  readonly #pruefhinweise: () => Promise<readonly Pruefhinweis[] | null>;
  #sichtbare: readonly BeliebigerDatensatz[] | undefined;

  constructor(vorgang: Vorgang, { akteur, dienste }: Pick<Kontext, "akteur" | "dienste">, nachgewiesen: boolean) {
    this.#vorgang = vorgang;
    this.#nachgewiesen = nachgewiesen;
    this.#akteur = akteur;
    this.#schalter = dienste.schalter;
    this.#jetzt = dienste.uhr.jetzt();
    this.#pruefhinweise = () => pruefhinweise(vorgang, akteur, dienste);
  }

  get id() {
    return this.#vorgang.id;
  }
  get version() {
    return this.#vorgang.version;
  }
  get status() {
    return this.#vorgang.status;
  }
  get angelegtAm() {
    return this.#vorgang.angelegtAm;
  }
  get geaendertAm() {
    return this.#vorgang.geaendertAm;
  }
  get verordnungszeitraumBis() {
    return this.#vorgang.verordnungszeitraumBis;
  }
  get verordnungsart() {
    return this.#verordnung?.art ?? null;
  }
  get verordnungsdatum() {
    return this.#verordnung?.verordnungsdatum ?? null;
  }
  get verordnungszeitraum() {
    return this.#verordnung?.verordnungszeitraum ?? null;
  }
  get prinzip() {
    return this.#vorgang.prinzip;
  }
  get kennzeichenKostenerstattung() {
    return this.#vorgang.kennzeichenKostenerstattung;
  }

  get zustaendig(): TeilnehmerTyp | null {
    const teilnehmer = zustaendig(this.#vorgang);
    if (teilnehmer === null) return null;
    const dargestellt = stelleTeilnehmerDar(teilnehmer);
    return kenntZustaendigen(this.#vorgang, teilnehmer, this.#akteur) ? dargestellt : { ...dargestellt, kennung: null };
  }

  get binIchDran(): boolean {
    const naechster = zustaendig(this.#vorgang);
    const selbst = alsTeilnehmer(this.#akteur);
    return naechster !== null && selbst !== null && schluessel(naechster) === schluessel(selbst);
  }

  /** Only actions that this version of the gateway can carry out. */
  get moeglicheAktionen() {
    return moeglicheAktionen(this.#akteur, this.#vorgang, this.#nachgewiesen, this.#schalter).filter((aktion) =>
      Object.hasOwn(ENTSCHEIDER, aktion),
    );
  }

  get verordnungVersionen() {
    return this.#alle("VERORDNUNG");
  }
  get blankoverordnung() {
    return this.#neueste("BLANKOVERORDNUNG");
  }
  get blankoverordnungVersionen() {
    return this.#alle("BLANKOVERORDNUNG");
  }
  get angaben() {
    return this.#neueste("ANGABEN");
  }
  get angabenVersionen() {
    return this.#alle("ANGABEN");
  }
  get entscheidung() {
    return this.#neueste("ENTSCHEIDUNG");
  }
  get entscheidungVersionen() {
    return this.#alle("ENTSCHEIDUNG");
  }

  /** Follows from the Verordnung and the status, so whoever reads the Verordnung may see it. */
  get vorlaeufigeKostenuebernahme() {
    if (this.verordnungVersionen.length === 0) return null;
    return vorlaeufigeKostenuebernahme(this.#vorgang, this.#jetzt, this.#schalter);
  }

  get weitereKostentraeger(): readonly TeilnehmerTyp[] {
    return sichtbareWeitereKostentraeger(this.#vorgang, this.#akteur).map(stelleTeilnehmerDar);
  }

  /** A method, so that GraphQL asks the check only where the client selected the field. */
  pruefhinweise() {
    return this.#pruefhinweise();
  }

  get unterlagen() {
    return sichtbareUnterlagen(this.#vorgang, this.#akteur).map((unterlage) => ({
      ...unterlage,
      von: stelleUrheberDar(unterlage.von),
      inhaltUrl: `/unterlagen/${this.#vorgang.id}/${unterlage.id}`,
    }));
  }

  get entwurf() {
    return stelleEntwurfDar(this.#vorgang, this.#akteur, this.#jetzt);
  }

  get zugriffscodes() {
    return sichtbareZugriffscodes(this.#vorgang, this.#akteur);
  }

  get verfuegbarkeitsanfragen() {
    return sichtbareAnfragen(this.#vorgang, this.#akteur).map((anfrage) => stelleAnfrageDar(this.id, anfrage));
  }
  get kontakt() {
    return sichtbarerKontakt(this.#vorgang, this.#akteur);
  }

  /** Deliveries of Meldungen that the reader's own transitions caused. */
  get zustellungen() {
    const selbst = alsTeilnehmer(this.#akteur);
    return this.#vorgang.ausgang
      .filter(({ absender }) => absender !== null && selbst !== null && schluessel(absender) === schluessel(selbst))
      .map((auftrag) => {
        const zustellung = stelleZustellungDar(this.#vorgang.id, auftrag, this.#vorgang);
        const bekannt = kenntEmpfaenger(this.#vorgang, auftrag.empfaenger, auftrag.version, selbst);
        return bekannt ? zustellung : { ...zustellung, empfaengerKennung: null, adresse: null };
      });
  }

  /** The given version of the Verordnung, or the newest; null if there is none that the reader may see. */
  verordnungsversion(version: number | null) {
    const alle = this.verordnungVersionen;
    return (version === null ? alle.at(-1) : alle.find((eine) => eine.version === version)) ?? null;
  }

  get korrekturen() {
    return stelleKorrekturenDar(this.#vorgang, this.#gelesen());
  }
  get korrektur() {
    return this.korrekturen.find(({ aktiv }) => aktiv) ?? null;
  }

  get geaenderteLeistungen() {
    return stelleLeistungsaenderungenDar(this.#vorgang, this.#gelesen());
  }

  get gespraech() {
    return stelleGespraechDar(this.#gelesen(), this.#vorgang, this.#akteur);
  }

  versionsvergleich(datensatz: Versionsgegenstand, von: number, bis: number) {
    return stelleVergleichDar(this.#gelesen(), datensatz, von, bis);
  }

  get folgebitten() {
    return stelleFolgebittenDar(this.#gelesen());
  }

  /** The valid version, as far as the reader may see it. */
  get #verordnung(): Verordnung | null {
    return this.#gelesen().findLast((datensatz) => datensatz.art === "VERORDNUNG")?.inhalt ?? null;
  }

  #gelesen(): readonly BeliebigerDatensatz[] {
    this.#sichtbare ??= sichtbareDatensaetze(this.#vorgang, this.#akteur);
    return this.#sichtbare;
  }

  #alle(art: Dargestellt) {
    return this.#gelesen()
      .filter((datensatz): datensatz is Extract<BeliebigerDatensatz, { art: Dargestellt }> => datensatz.art === art)
      .map((datensatz) => stelleDatensatzDar(datensatz, this.#gelesen()));
  }

  /** The valid version, if the reader may see it. */
  #neueste(art: Dargestellt) {
    const { id } = neueste(this.#vorgang, art) ?? {};
    return this.#alle(art).find((datensatz) => datensatz.id === id) ?? null;
  }
}

/** `nachgewiesen`: the reader came with a proof that entitles to redeem. */
export function stelleVorgangDar(
  vorgang: Vorgang,
  kontext: Pick<Kontext, "akteur" | "dienste">,
  nachgewiesen = false,
): Vorgangsdarstellung {
  return new Vorgangsdarstellung(vorgang, kontext, nachgewiesen);
}
