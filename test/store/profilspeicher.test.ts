import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoProfilspeicher } from "../../src/store/profilspeicher.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { ProfilspeicherImSpeicher } from "../helfer/profilspeicher.js";
import { vertragProfilspeicher } from "./profilspeicher.contract.js";

describe("MongoProfilspeicher", () => {
  const mongo = testDatenbank("profilspeicher");
  before(() => erzeugeIndizes(mongo.db));
  vertragProfilspeicher(() => new MongoProfilspeicher(mongo.db));
});

describe("ProfilspeicherImSpeicher", () => {
  const speicher = new ProfilspeicherImSpeicher();
  vertragProfilspeicher(() => speicher);
});
