/**
 * The style sheet that sonner adds as an inline <style> has no nonce, so it is allowed by what it says. A test
 * compares this with the installed version.
 */
export const SONNER_STYLE_HASH = "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=";

/** sonner puts its <style> into the page before it writes into it: for a moment it is empty. */
const EMPTY_STYLE_HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

export interface PolicyOptions {
  nonce: string;
  /** React's development build reconstructs stacks with `eval`, and hot reloading opens a socket */
  development: boolean;
}

/**
 * The policy of every page. Scripts run by nonce only. Style sheets come from us, by nonce or by hash; style
 * *attributes* are allowed, since server-rendered ones (React Aria's hidden inputs, measured sizes) have no other way
 * and cannot run code.
 */
export function contentSecurityPolicy({ nonce, development }: PolicyOptions): string {
  const directives: Record<string, string> = {
    "default-src": "'none'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src": `'self' 'nonce-${nonce}' '${SONNER_STYLE_HASH}' '${EMPTY_STYLE_HASH}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": development ? "'self' ws:" : "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
