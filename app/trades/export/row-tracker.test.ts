import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterOf, RowTracker, readCells } from "./row-tracker";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("following a file as it comes", () => {
  it("sees whole rows of CSV, wherever the pieces are cut", () => {
    const text = 'instrumentId,time,tradeId\r\n7,t1,1\r\n7,t2,"a\nb"\r\n7,t3,"say ""é"""\r\n7,t4,9';
    fc.assert(
      fc.property(fc.array(fc.nat(bytes(text).length), { maxLength: 8 }), (cuts) => {
        const all = bytes(text);
        const tracker = new RowTracker("csv", true);
        const at = [0, ...cuts.sort((a, b) => a - b), all.length];
        for (let n = 1; n < at.length; n += 1) tracker.add(all.subarray(at[n - 1], at[n]));
        expect(tracker.rows).toBe(3);
        expect(tracker.lastRow).toBe('7,t3,"say ""é"""');
        expect(tracker.wholeBytes).toBe(all.length - bytes("7,t4,9").length);
      }),
    );
  });

  it("counts no names of columns, and no row before it is whole", () => {
    const tracker = new RowTracker("csv", true);
    tracker.add(bytes("a,b\r\n1"));
    expect([tracker.rows, tracker.lastRow]).toEqual([0, null]);
  });

  it("takes quotes for nothing in NDJSON, and sees no rows in Parquet", () => {
    const lines = new RowTracker("ndjson", true);
    lines.add(bytes('{"tradeId":"\\""}\n{"tradeId":"2"}\n'));
    expect(lines.rows).toBe(2);
    const parquet = new RowTracker("parquet", true);
    parquet.add(bytes("PAR1\n"));
    expect([parquet.rows, parquet.lastRow]).toEqual([null, null]);
  });
});

describe("where a file goes on", () => {
  const columns = ["instrumentId", "time", "tradeId", "price"];

  it("says the last row, by its cells", () => {
    expect(readCells('7,"a,""b""\n",,x')).toEqual(["7", 'a,"b"\n', "", "x"]);
    expect(readCells("7,")).toEqual(["7", ""]);
    expect(afterOf("csv", columns, "7,2026-08-09T12:00:00.000001Z,'@1:2:3,5")).toBe(
      "7~2026-08-09T12:00:00.000001Z~@1:2:3",
    );
    expect(afterOf("ndjson", columns, '{"instrumentId":7,"time":"t","tradeId":"\'1"}')).toBe("7~t~'1");
  });

  it("cannot be told without the columns that say it", () => {
    expect(afterOf("csv", ["time", "price"], "t,5")).toBeNull();
    expect(afterOf("ndjson", [], '{"time":"t"}')).toBeNull();
  });
});
