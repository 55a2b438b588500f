/** Runs once as the server starts. */
export async function register(): Promise<void> {
  // Not our environment but a word that Next puts in at build time; without it the edge build would hold Node's code.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { endOnSignal } = await import("@/server/http/end-on-signal");
    endOnSignal();
    const { startWebTracing } = await import("@/server/tracing/start-web-tracing");
    await startWebTracing();
  }
}
