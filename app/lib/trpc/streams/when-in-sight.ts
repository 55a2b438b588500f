/** Calls back at once, or, on a page out of sight, when it is seen again: until then nobody misses what it would take. */
export function whenInSight(done: () => void): void {
  if (!document.hidden) {
    done();
    return;
  }
  const look = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", look);
    done();
  };
  document.addEventListener("visibilitychange", look);
}
