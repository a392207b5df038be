/** The service of the tests listens here; its address is built into the extension, and stays the same when the service starts again. */
export const SERVICE_PORT = Number(process.env.END_TO_END_PORT ?? 47_390);

export const TEST_BUILD = {
  serviceUrl: `http://127.0.0.1:${SERVICE_PORT}`,
  outFolder: '.output/end-to-end',
};
