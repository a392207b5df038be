/** What the service's page shows to a reader whose browser came back, as it is typed; empty where it shows none. */
export function digitsOn(page: string): string {
  return /<strong>(\d{3}) (\d{3})<\/strong>/.exec(page)?.slice(1).join('') ?? '';
}
