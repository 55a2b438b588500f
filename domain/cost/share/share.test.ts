import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateCost } from "../estimate/estimate-cost";
import { costInputsSchema } from "../inputs/cost-inputs";
import { defaultPriceSheet as sheet } from "../prices/default-price-sheet";
import { arbitraryInputs } from "../testing/arbitrary-inputs";
import { costJson } from "./cost-json";
import { csv } from "./csv";
import { exportCsv } from "./export-csv";
import { exportFocus, FOCUS_COLUMNS } from "./export-focus";
import { exportJson } from "./export-json";
import { dollars, exportMarkdown } from "./export-markdown";
import { decodePermalink, encodePermalink } from "./permalink";

const oneMillion = costInputsSchema.parse({ preset: "1m" });
const estimate = estimateCost(oneMillion, sheet, { today: "2026-11-24" });

describe("permalink", () => {
  it("brings any scenario back, with the same numbers", () => {
    fc.assert(
      fc.property(arbitraryInputs, (inputs) => {
        const decoded = decodePermalink(encodePermalink({ inputs, overrides: {} }, sheet), sheet);
        expect(decoded).toMatchObject({ ok: true, scenario: { inputs, overrides: {} }, notices: [] });
      }),
    );
  });

  it("is short, stable and carries versions and prices", () => {
    const scenario = {
      inputs: costInputsSchema.parse({ preset: "1m", rackAware: true, kafkaCompression: 4 }),
      overrides: { "msk-storage": "0.095" },
    };
    const link = encodePermalink(scenario, sheet);
    expect(link).toBe(
      "v=1&prices=2026-11-24&preset=1m&kafkaCompression=4&rackAware=true&price.msk-storage=0.095",
    );
    expect(decodePermalink(`?${link}&utm_source=mail`, sheet)).toMatchObject({ ok: true, scenario });
  });

  it("says when prices or formulas are no longer the sender's", () => {
    const decoded = decodePermalink("v=0&prices=2025-01-01&preset=1m", sheet);
    expect(decoded.ok && decoded.notices).toHaveLength(2);
  });

  it.each([
    ["preset=1m&bytes=-1", "bytes"],
    ["preset=1m&bytes=lots", "bytes"],
    ["preset=1m&rackAware=perhaps", "rackAware"],
    ["preset=1m&byte=100", "byte"],
    ["preset=1m&price.msk-storage=free", "price.msk-storage"],
    ["preset=1m&price.nothing=1", "price.nothing"],
    ["", "rate"],
  ])("refuses %j", (query, input) => {
    const decoded = decodePermalink(query, sheet);
    expect(decoded.ok ? [] : decoded.problems.map((problem) => problem.input)).toEqual([input]);
  });

  it("leaves parameters of the page alone when told of them", () => {
    expect(decodePermalink("preset=1m&pinned=a", sheet, ["pinned"]).ok).toBe(true);
  });
});

describe("exports", () => {
  it("CSV has a row a line, the total last, and runs no formulas", () => {
    const rows = exportCsv(estimate).trimEnd().split("\r\n");
    expect(rows).toHaveLength(1 + 13 + 1);
    expect(rows.at(-1)).toContain("total,Total,47385.707857142857");
    expect(csv([["=1+1", "-5.5", "a,b", 'say "x"', "@x"]])).toBe(`'=1+1,-5.5,"a,b","say ""x""",'@x\r\n`);
  });

  it("Markdown shows every line, the total and the warnings", () => {
    const text = exportMarkdown(estimate);
    expect(text).toContain("| Brokers | 5,361.12 |");
    expect(text).toContain("**47,385.71**");
    expect(text).toContain("- caution: ");
  });

  it("JSON keeps money as text", () => {
    expect(JSON.parse(exportJson(estimate))).toMatchObject({
      total: "47385.707857142857",
      priceVersion: "2026-11-24",
    });
  });

  it("FOCUS has a row a charge under the standard's columns, adding up to the total", () => {
    const rows = exportFocus(estimate, sheet, { month: "2026-12", tags: { environment: "test" } })
      .trimEnd()
      .split("\r\n");
    expect(rows[0]).toBe(FOCUS_COLUMNS.join(","));
    expect(rows).toHaveLength(1 + estimate.lines.flatMap(({ charges }) => charges).length);
    expect(rows[1]).toContain("2026-12-01T00:00:00Z,2027-01-01T00:00:00Z");
    const sum = rows.slice(1).reduce((all, row) => all + Number(row.split(",")[0]), 0);
    expect(sum).toBeCloseTo(47_385.707857, 6);
  });

  it("the command's JSON has exactly the keys of its contract", () => {
    const json = costJson(estimate);
    expect(Object.keys(json)).toEqual(["total", "perMillionMessages", "lines", "intermediates", "warnings"]);
    expect(Object.keys(json.lines[0] ?? {})).toEqual(["id", "usd", "formula"]);
    expect(json.lines[0]?.formula).toBe("N × price × H = 9 × $0.816 × 730 = $5,361.12");
    for (const { usd } of json.lines) expect(usd).toMatch(/^\d+\.\d{6,}$/);
  });

  it("dollars groups thousands and keeps the sign", () => {
    expect(dollars("-13247.04")).toBe("-13,247.04");
    expect(dollars("0.057121", 6)).toBe("0.057121");
    expect(dollars("1234567", 0)).toBe("1,234,567");
  });
});
