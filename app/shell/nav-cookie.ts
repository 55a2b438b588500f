/** The cookie that remembers the navigation's width: the server renders it right the first time. */
export const NAV_COOKIE = "k2-nav";
