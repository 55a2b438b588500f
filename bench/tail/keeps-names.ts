/** tsx wraps named functions in a call that a page does not know: with this it does. */
export const KEEPS_NAMES = "globalThis.__name = (made) => made";
