import assert from "node:assert/strict";
import { mxidAus, timKonto } from "../../../src/adapters/verzeichnis/tim-konto.js";

describe("TI-Messenger account of a directory entry", () => {
  const faelle: readonly (readonly [adresse: string, mxid: string | null])[] = [
    ["matrix:u/praxis:tim.example", "@praxis:tim.example"],
    ["matrix:u/1-20.abc=2f:TIM.Example", "@1-20.abc=2f:tim.example"],
    ["matrix:u/a%2Fb:tim.example:8448", "@a/b:tim.example:8448"],
    ["matrix:r/raum:tim.example", null],
    ["@praxis:tim.example", null],
    ["matrix:u/praxis", null],
    ["matrix:u/pra xis:tim.example", null],
    ["matrix:u/pra%0axis:tim.example", null],
    ["matrix:u/pra%ZZ:tim.example", null],
    ["matrix:u/praxis:tim.example?action=chat", null],
    ["", null],
  ];
  for (const [adresse, mxid] of faelle) it(`${adresse} → ${mxid}`, () => assert.equal(mxidAus(adresse), mxid));

  const fa = { art: "tim-fa", adresse: "matrix:u/fa:tim.example" };
  const bot = { art: "tim-bot", adresse: "matrix:u/bot:tim.example" };
  const person = { art: "tim", adresse: "matrix:u/person:tim.example" };
  const andere = { art: "tim", adresse: "matrix:u/andere:tim.example" };

  it("functional account or bot before single people", () => {
    assert.deepEqual(timKonto([person, fa]), { mxid: "@fa:tim.example" });
    assert.deepEqual(timKonto([bot, person, andere]), { mxid: "@bot:tim.example" });
    assert.deepEqual(timKonto([person]), { mxid: "@person:tim.example" });
  });
  it("several of the best rank: none is chosen", () => {
    assert.equal(timKonto([fa, bot]), "MEHRDEUTIG");
    assert.equal(timKonto([person, andere]), "MEHRDEUTIG");
  });
  it("the same account twice is one; unusable addresses and other kinds do not count", () => {
    assert.deepEqual(timKonto([fa, { ...fa }]), { mxid: "@fa:tim.example" });
    assert.deepEqual(timKonto([{ art: "tim-fa", adresse: "@fa:tim.example" }, person]), {
      mxid: "@person:tim.example",
    });
    assert.equal(timKonto([{ art: "kim", adresse: "matrix:u/fa:tim.example" }]), null);
    assert.equal(timKonto([]), null);
  });
});
