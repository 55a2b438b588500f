/**
 * One value a process. Next bundles route handlers, pages and instrumentation apart, so a module-level variable may
 * exist several times; what must be single (the pool, the tape's poller, the shutdown signal) lives on globalThis.
 */
export function processState<Value extends object>(name: string, create: () => Value): Value {
  const key = Symbol.for(`k2.${name}`);
  const existing: unknown = Reflect.get(globalThis, key);
  if (isMade<Value>(existing)) return existing;
  const made = create();
  Reflect.set(globalThis, key, made);
  return made;
}

/** Only `processState` writes these keys, so what is found under a name is what its `create` made. */
function isMade<Value extends object>(value: unknown): value is Value {
  return value !== undefined;
}
