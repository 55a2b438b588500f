import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/server/security/content-security-policy";
import { factsOf, judgeRequest } from "@/server/security/request-verdict";
import { SECURITY_HEADERS } from "@/server/security/security-headers";

/** next.config.ts puts the word in at build time. */
declare const K2_DEVELOPMENT: boolean;

/** Looks at every request first: refuses foreign hosts and origins, and gives each page a policy with a fresh nonce. */
export function proxy(request: NextRequest): NextResponse {
  const verdict = judgeRequest(factsOf(request));
  if (!verdict.allow) {
    return NextResponse.json(
      { error: verdict.reason },
      { status: verdict.status, headers: SECURITY_HEADERS },
    );
  }
  if (isAsset(request.nextUrl.pathname)) return NextResponse.next();

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy({ nonce, development: K2_DEVELOPMENT });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** What is not a document needs no policy of its own. */
function isAsset(path: string): boolean {
  return path.startsWith("/_next/") || path.startsWith("/api/");
}
