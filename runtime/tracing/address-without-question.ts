import type { Span, SpanProcessor } from "@opentelemetry/sdk-trace-node";

/** Next names the whole address of a request, and what a page asks for stands in it. */
const ADDRESSES = ["http.target", "http.url", "url.full", "url.query"];

/** Takes the question out of every address before anybody sees it: what people ask for is not told. */
export const addressWithoutQuestion: SpanProcessor = {
  onStart(span: Span) {
    for (const name of ADDRESSES) {
      const value = span.attributes[name];
      if (typeof value === "string" && value.includes("?"))
        span.setAttribute(name, value.replace(/\?.*$/s, ""));
    }
  },
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};
