/**
 * One build for all tests, however many run at once. Nothing needs to listen where it looks for its service: each test's browsers are led from
 * there to a port that is free.
 */
export const TEST_BUILD = {
  serviceUrl: 'http://127.0.0.1:47390',
  outFolder: '.output/end-to-end',
};
