import { createHash } from "node:crypto";
import { entwurfAlsBundle } from "../domain/fhir/entwurf-bundle.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { berlinerTag } from "../domain/kern/kalender.js";
import { sichtbarerEntwurf } from "../domain/hkp/ansicht.js";
import { hinweiseZumEntwurf, maengel } from "../domain/hkp/entwurf/verordnung-aus-entwurf.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { ZuSignierenTyp } from "../schema/zu-signieren.type.js";
import { stelleUrheberDar } from "./teilnehmer-darstellung.js";

export function zuSignieren(bundle: string): ZuSignierenTyp {
  return { bundle, sha256: createHash("sha256").update(bundle, "utf8").digest("hex") };
}

/** Null: there is none, or it is not this actor's. What is made of the draft is made when it is asked for. */
export function stelleEntwurfDar(vorgang: Vorgang, akteur: Akteur, jetzt: Date) {
  const entwurf = sichtbarerEntwurf(vorgang, akteur);
  if (entwurf === null) return null;
  const mitEntwurf = { ...vorgang, entwurf };
  const offen = () => maengel(mitEntwurf, berlinerTag(jetzt));
  return {
    inhalt: entwurf.inhalt,
    folgeAuf: entwurf.folgeAuf,
    geaendertAm: entwurf.geaendertAm,
    geaendertVon: stelleUrheberDar(entwurf.geaendertVon),
    get hinweise() {
      return hinweiseZumEntwurf(mitEntwurf);
    },
    get maengel() {
      return offen();
    },
    get zuSignieren() {
      return offen().length > 0 ? null : zuSignieren(entwurfAlsBundle(mitEntwurf));
    },
  };
}
