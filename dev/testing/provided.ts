/** What the global set-up hands to every test file, through vitest's `inject`. */
declare module "vitest" {
  export interface ProvidedContext {
    /** TCP URL of the run's Postgres, on its database `k2`; tests make databases of their own beside it. */
    databaseUrl: string;
    /** The folder with the same server's unix socket, for `connect({ socketDir })`; "" with a foreign server. */
    databaseSocket: string;
    /** `host:port` of the run's Kafka. */
    kafkaBrokers: string[];
  }
}

export {};
