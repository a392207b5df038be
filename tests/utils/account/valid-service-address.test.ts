import { expect, it } from 'vitest';
import { validServiceAddress } from '../../../utils/account/valid-service-address.ts';

it.each([
  ['https://companion.example', 'https://companion.example/'],
  ['https://companion.example/service', 'https://companion.example/service/'],
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787/'],
  ['http://localhost:8787/', 'http://localhost:8787/'],
])('takes %s', (given, address) => {
  expect(validServiceAddress(given)).toBe(address);
});

it.each([
  ['http over the network', 'http://companion.example'],
  ['a name that only begins like this machine', 'http://127.0.0.1.companion.example'],
  ['a user in the address', 'https://reader:secret@companion.example'],
  ['a query', 'https://companion.example/?to=elsewhere'],
  ['another scheme', 'ftp://companion.example'],
  ['a word', 'companion'],
  ['nothing', undefined],
])('refuses %s', (_name, given) => {
  expect(validServiceAddress(given)).toBeNull();
});
