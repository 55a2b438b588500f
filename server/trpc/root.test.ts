import { describe, expect, it } from "vitest";
import { ROLES } from "./context";
import { proceduresOf } from "./procedure-type";
import { appRouter } from "./root";

const procedures = [...proceduresOf(appRouter)];

describe("every procedure", () => {
  it("is there to be tested", () => {
    expect(procedures.length).toBeGreaterThan(10);
  });

  it.each(procedures)("%s declares a role, an input and an output", (_path, facts) => {
    expect(ROLES).toContain(facts.meta?.role);
    expect(facts.inputs.length).toBeGreaterThan(0);
    expect(facts.output).toBeDefined();
  });

  it("that changes something is closed to viewers", () => {
    const open = procedures.filter(([, facts]) => facts.type === "mutation" && facts.meta?.role === "viewer");
    expect(open.map(([path]) => path)).toEqual([]);
  });
});
