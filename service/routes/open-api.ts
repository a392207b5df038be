import * as z from 'zod/mini';
import { errorBodySchema } from '../../protocol/errors.ts';
import { publicRoute, type Route } from './route.ts';

/** `GET /openapi.json`: OpenAPI 3.1, made from the routes themselves. */
export function openApi(routes: Route[]): Route {
  return publicRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    input: {},
    answer: async ({ c }) => c.json(describe(routes)),
  });
}

function describe(routes: Route[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '观察伴读 · Observation Companion: account and sync', version: '1' },
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    paths,
  };
}

function operation(route: Route): object {
  const { params, query, body } = route.input;
  return {
    summary: route.summary,
    ...(route.access === 'member' && { security: [{ session: [] }] }),
    parameters: [...parameters('path', params), ...parameters('query', query)],
    ...(body && { requestBody: { required: true, content: json(body, 'input') } }),
    responses: {
      '2XX': { description: 'Done', ...(route.response && { content: json(route.response, 'output') }) },
      default: { description: 'What went wrong', content: json(errorBodySchema, 'output') },
    },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodMiniType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input');
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: inner,
  }));
}

function json(schema: z.ZodMiniType, io: 'input' | 'output'): object {
  return { 'application/json': { schema: jsonSchema(schema, io) } };
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output') {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}
