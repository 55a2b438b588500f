import superjson from "superjson";

/**
 * Calls a query as a browser does: one GET on a connection that stays open, until the last byte of the answer.
 * @throws Error where the server did not answer with 200
 */
export async function askApi(url: string, procedure: string, input: object): Promise<string> {
  const text = encodeURIComponent(JSON.stringify(superjson.serialize(input)));
  const response = await fetch(`${url}/api/trpc/${procedure}?input=${text}`);
  const body = await response.text();
  if (!response.ok) throw new Error(`${procedure} answered ${response.status}: ${body.slice(0, 500)}`);
  return body;
}
