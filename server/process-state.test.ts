import { expect, it } from "vitest";
import { processState } from "./process-state";

it("makes a value once, also where it is a function (a pool of connections is one)", () => {
  let made = 0;
  const create = () => {
    made += 1;
    return () => made;
  };
  expect(processState("test-function", create)).toBe(processState("test-function", create));
  expect(made).toBe(1);
});
