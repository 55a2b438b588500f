import type { ApiOutput } from "@/app/lib/trpc/types";
import type { Tone } from "@/app/ui/tone";

export type Verdict = ApiOutput["deadLetters"]["trace"][number]["verdict"];

/** What a decoder says of a value: a word, and the rest of the sentence. */
export function verdictText(verdict: Verdict): { tone: Tone; word: string; text: string } {
  switch (verdict.kind) {
    case "trades": {
      const [first] = verdict.trades;
      const more = verdict.trades.length > 1 ? ` and ${verdict.trades.length - 1} more` : "";
      return {
        tone: "ok",
        word: "Reads it",
        text:
          first === undefined
            ? "no trade in it"
            : `${first.symbol} ${first.tradeId ?? ""}: ${first.quantity} at ${first.price}${more}`,
      };
    }
    case "ignored":
      return { tone: "info", word: "Ignores it", text: `no trade: ${verdict.reason}` };
    case "refused": {
      const { code, path, message } = verdict.error;
      return {
        tone: "bad",
        word: "Refuses it",
        text: `${code}${path === null ? "" : ` at ${path}`}. ${message}`,
      };
    }
    case "needs-schema":
      return {
        tone: "info",
        word: "Avro",
        text: `schema ${verdict.schemaId}, which the worker asks the registry for; the proof reads it`,
      };
    case "other-format":
      return { tone: "neutral", word: "Other form", text: "" };
    case "no-value":
      return { tone: "neutral", word: "No value", text: "" };
  }
}
