import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { callText, curlText, filePath } from "@/app/trades/export/export-texts";

const question = { instrumentId: 7, range: { from: 1, to: 2 }, tradeId: "it's & =1 $(id) `id` \\" };
const origin = "http://127.0.0.1:3000";

describe("what the export gives to copy", () => {
  it("asks for the file with the whole filter", () => {
    const path = filePath({
      format: "parquet",
      question,
      columns: ["time", "price"],
      after: "7~x~1",
      header: false,
    });
    const url = new URL(path, origin);
    expect(url.pathname).toBe("/api/export/trades");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      format: "parquet",
      filter: JSON.stringify(question),
      columns: "time,price",
      after: "7~x~1",
      header: "false",
    });
  });

  it("is one command that a shell takes as it is meant", () => {
    const text = curlText(origin, { format: "csv", question, columns: [] }, "trades.csv");
    const said = execFileSync("sh", ["-c", text.replace(/^curl/, "printf '%s\\n'")], { encoding: "utf8" });
    expect(said.trimEnd().split("\n")).toEqual([
      "--fail-with-body",
      "--get",
      `${origin}/api/export/trades`,
      "--data-urlencode",
      "format=csv",
      "--data-urlencode",
      `filter=${JSON.stringify(question)}`,
      "--output",
      "trades.csv",
    ]);
  });

  it("is a call that a program can paste", () => {
    const text = callText(origin, question);
    expect(text).toContain(`k2.trades.page.query(${JSON.stringify(question, null, 2)})`);
  });
});
