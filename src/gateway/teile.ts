import type { Db } from "mongodb";
import { systemIds } from "../adapters/umgebung.js";
import type { Schalterstellung } from "../domain/hkp/ablauf.js";
import type { Antwortpost } from "../domain/ports/antwortpost.js";
import type { Ausgang } from "../domain/ports/ausgang.js";
import type { Sammelausgang } from "../domain/ports/sammelausgang.js";
import type { Unterlagenablage } from "../domain/ports/unterlagenablage.js";
import type { VorgangStore } from "../domain/ports/vorgang-store.js";
import type { Zustelladapter } from "../domain/ports/zustellung.js";
import type { erzeugeLogger } from "../server/logger.js";
import { MongoAntwortpost } from "../store/antwortpost.mongo.js";
import { MongoAusgang } from "../store/ausgang.mongo.js";
import { MongoSammelausgang } from "../store/sammelausgang.mongo.js";
import { MongoUnterlagenablage } from "../store/unterlagen.mongo.js";
import { MongoVorgangStore } from "../store/vorgang-store.mongo.js";

export type Logger = ReturnType<typeof erzeugeLogger>;

/** Parts behind ports that a composition may wrap, e.g. to observe them. */
export interface Teile {
  readonly store: VorgangStore;
  readonly ausgang: Ausgang;
  readonly sammelausgang: Sammelausgang;
  readonly antwortpost: Antwortpost;
  readonly kim: Zustelladapter;
  readonly ablage: Unterlagenablage;
}

/** The parts as they are in operation. */
export function mongoTeile(db: Db, schalter: Schalterstellung, kim: Zustelladapter): Teile {
  return {
    store: new MongoVorgangStore(db, schalter),
    ausgang: new MongoAusgang(db, systemIds),
    sammelausgang: new MongoSammelausgang(db, systemIds),
    antwortpost: new MongoAntwortpost(db, systemIds),
    kim,
    ablage: new MongoUnterlagenablage(db),
  };
}
