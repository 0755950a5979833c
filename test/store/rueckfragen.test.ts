import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoRueckfragenspeicher } from "../../src/store/rueckfragen.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { RueckfragenImSpeicher } from "../helfer/rueckfragen.js";
import { vertragRueckfragenspeicher } from "./rueckfragen.contract.js";

describe("MongoRueckfragenspeicher", () => {
  const mongo = testDatenbank("rueckfragen");
  before(() => erzeugeIndizes(mongo.db));
  vertragRueckfragenspeicher(() => new MongoRueckfragenspeicher(mongo.db));
});

describe("RueckfragenImSpeicher", () => {
  const speicher = new RueckfragenImSpeicher();
  vertragRueckfragenspeicher(() => speicher);
});
