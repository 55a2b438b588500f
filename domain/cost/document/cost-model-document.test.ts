import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultPriceSheet } from "../prices/default-price-sheet";
import { costModelDocument, DOC_TABLES } from "./cost-model-document";

const document = costModelDocument(defaultPriceSheet);

describe("docs/operations/cost-model.md", () => {
  it("is what the model writes", () => {
    expect(readFileSync("docs/operations/cost-model.md", "utf8")).toBe(document);
  });

  it("holds every table once, with the command that prints it", () => {
    for (const { name } of DOC_TABLES)
      expect(document.split(`cost-doc.ts --table ${name}\``), name).toHaveLength(2);
  });

  it("states the reference totals", () => {
    for (const total of ["1,501.14", "47,385.71", "446,549.07", "0.057121", "0.018031"])
      expect(document).toContain(total);
  });
});
