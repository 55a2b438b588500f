/** What the global set-up hands to every test file, through vitest's `inject`. */
declare module "vitest" {
  export interface ProvidedContext {
    /** TCP URL of the run's Postgres; the maintenance database, from which tests clone their own. */
    databaseUrl: string;
    /** The same server by its unix socket, in the form postgres.js reads; absent with a foreign server. */
    databaseSocketUrl: string | undefined;
    /** `host:port` of the run's Kafka. */
    kafkaBrokers: string[];
  }
}

export {};
