const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a `Host` header names this machine itself. A page elsewhere can make its own name resolve to 127.0.0.1
 * (DNS rebinding), but it cannot make the browser send another Host than that name.
 */
export function isLoopbackHost(host: string | null): boolean {
  return host !== null && LOOPBACK_NAME.test(host);
}
