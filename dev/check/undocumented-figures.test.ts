import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { undocumentedFigures } from "./undocumented-figures";

const ROOT = path.resolve(import.meta.dirname, "../..");
const documents = execFileSync(
  "git",
  ["ls-files", "README.md", "CONTRIBUTING.md", "docs/**/*.md", "docs/*.md"],
  {
    cwd: ROOT,
    encoding: "utf8",
  },
)
  .trim()
  .split("\n");

describe("undocumentedFigures", () => {
  const table = "| question | median, ms |\n| --- | ---: |\n| all | 1.3 |\n";
  it("wants a command in the section and a date in the document", () => {
    expect(undocumentedFigures(`# Speed\n\n${table}`)).toEqual([
      { line: 3, text: "| question | median, ms |", lacks: ["a command", "a date"] },
    ]);
    expect(undocumentedFigures(`# Speed of 2026-01-02\n\n\`npm run bench\`\n\n${table}`)).toEqual([]);
    const elsewhere = `# Speed of 2026-01-02\n\n\`npm run bench\`\n\n## More\n\n${table}`;
    expect(undocumentedFigures(elsewhere)).toMatchObject([{ line: 7, lacks: ["a command"] }]);
  });
  it("takes a sentence that says it was measured like a table", () => {
    expect(undocumentedFigures("A trade costs 53 ns, measured over\n200 batches.")).toHaveLength(1);
    expect(undocumentedFigures("Measured on 2026-01-02 with `npm run bench`: 53 ns.")).toEqual([]);
    expect(undocumentedFigures("It was not measured. A statement ends after 8 s.")).toEqual([]);
  });
  it("lets settings and definitions be", () => {
    expect(undocumentedFigures("| tier | usable within |\n| --- | --- |\n| L1 | 10 µs |\n")).toEqual([]);
    expect(undocumentedFigures("A statement ends after 8 s.\n\n```\nmeasured 5 ms\n```")).toEqual([]);
  });
});

it.each(documents)("every figure of %s can be measured again", (file) => {
  expect(undocumentedFigures(readFileSync(path.join(ROOT, file), "utf8"))).toEqual([]);
});
