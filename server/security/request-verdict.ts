import { isLoopbackHost } from "@/server/security/allowed-host";

export interface RequestFacts {
  method: string;
  /** path without the query */
  path: string;
  host: string | null;
  origin: string | null;
  /** `Sec-Fetch-Site`; browsers send it, programs do not */
  fetchSite: string | null;
  /** `Sec-Fetch-Mode` */
  fetchMode: string | null;
}

export type RequestVerdict = { allow: true } | { allow: false; status: 403 | 421; reason: string };

const ALLOW: RequestVerdict = { allow: true };
const READS = new Set(["GET", "HEAD"]);

/**
 * Whether a request may be looked at at all. Everything but a plain link to a page must come from our own pages or
 * from a program on this machine; `same-site` is refused too, since every port of localhost is one site.
 */
export function judgeRequest(facts: RequestFacts): RequestVerdict {
  if (!isLoopbackHost(facts.host)) {
    return {
      allow: false,
      status: 421,
      reason: "This console answers to loopback names only, such as 127.0.0.1 or localhost.",
    };
  }
  if (facts.origin !== null && !isSameOrigin(facts.origin, facts.host)) {
    return { allow: false, status: 403, reason: "The request comes from another origin." };
  }
  const fromOutside =
    facts.fetchSite !== null && facts.fetchSite !== "same-origin" && facts.fetchSite !== "none";
  if (!fromOutside || isLinkToPage(facts)) return ALLOW;
  return { allow: false, status: 403, reason: "The request comes from another site." };
}

function isLinkToPage(facts: RequestFacts): boolean {
  return READS.has(facts.method) && facts.fetchMode === "navigate" && !facts.path.startsWith("/api/");
}

function isSameOrigin(origin: string, host: string | null): boolean {
  try {
    const url = new URL(origin);
    return (url.protocol === "http:" || url.protocol === "https:") && url.host === host?.toLowerCase();
  } catch {
    return false;
  }
}

/** The facts of a fetch `Request`. */
export function factsOf(request: Request): RequestFacts {
  const { headers } = request;
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    host: headers.get("host"),
    origin: headers.get("origin"),
    fetchSite: headers.get("sec-fetch-site"),
    fetchMode: headers.get("sec-fetch-mode"),
  };
}
