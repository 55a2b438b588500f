import { expect, test } from "vitest";
import { type Outage, Outages } from "./outages";

function track() {
  const told: Outage[] = [];
  return { outages: new Outages((outage) => told.push(outage)), told };
}

test("lasts from the last message to the next flow, whatever happens between", () => {
  const { outages, told } = track();
  outages.flowing(10);
  outages.message(20);
  outages.lost("closed: code 1006");
  outages.lost("connect-failed: HTTP 503");
  outages.message(30);
  outages.lost("refused: nothing");
  outages.flowing(40);
  expect(told).toEqual([
    { disconnectedAt: 20, reconnectedAt: null, reason: "closed: code 1006" },
    { disconnectedAt: 20, reconnectedAt: 40, reason: "closed: code 1006" },
  ]);
});

test("a feed that never flowed has lost nothing", () => {
  const { outages, told } = track();
  outages.message(5);
  outages.lost("connect-failed: no route");
  outages.flowing(10);
  expect(told).toEqual([]);
});

test("what an earlier worker left is an outage, known before or after our first flow", () => {
  const before = track();
  before.outages.resumedFrom(5);
  before.outages.lost("connect-failed: no route");
  before.outages.flowing(10);
  expect(before.told.at(-1)).toMatchObject({ disconnectedAt: 5, reconnectedAt: 10 });
  const after = track();
  after.outages.flowing(10);
  after.outages.message(11);
  after.outages.lost("stale");
  after.outages.resumedFrom(5);
  after.outages.flowing(20);
  expect(after.told.map(({ disconnectedAt, reconnectedAt }) => [disconnectedAt, reconnectedAt])).toEqual([
    [11, null],
    [5, 10],
    [11, 20],
  ]);
});

test("another worker that still listens leaves none", () => {
  const { outages, told } = track();
  outages.flowing(10);
  outages.resumedFrom(12);
  expect(told).toEqual([]);
});
