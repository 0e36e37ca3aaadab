import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ACTIONS } from '@kontor/policy';
import { ACTION } from '../../apps/api/src/platform/authorisation/act.decorator.js';
import { bootTestApp, type TestApp } from '../support/boot-test-app.js';

const PATH_METADATA = 'path';
const METHOD_METADATA = 'method';
const EVENT_METADATA = 'websockets:message_mapping';
/** Nest's own numbering of RequestMethod. */
const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;
const NAMES: ReadonlySet<string> = new Set(
  Object.entries(ACTIONS).flatMap(([noun, verbs]) => verbs.map((verb) => `${noun}.${verb}`)),
);
const SOME_ID = '0123456789abcdef01234567';

interface Door {
  name: string;
  handler: object;
  method?: (typeof METHODS)[number];
  path?: string;
}

const join = (...parts: string[]): string =>
  `/${parts.join('/')}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');

/** Every handler of every controller and gateway, as Nest itself sees them. */
function doorsOf(app: TestApp): Door[] {
  const discovery = new DiscoveryService(app.kontor.app.get(ModulesContainer));
  const scanner = new MetadataScanner();
  const holders = [...discovery.getControllers(), ...discovery.getProviders()];
  return holders.flatMap(({ instance, metatype }) => {
    if (typeof instance !== 'object' || instance === null || typeof metatype !== 'function') return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    const base = Reflect.getMetadata(PATH_METADATA, metatype) as string | undefined;
    return scanner.getAllMethodNames(prototype).flatMap((key): Door[] => {
      const handler = prototype[key];
      if (handler === undefined) return [];
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
      const number = Reflect.getMetadata(METHOD_METADATA, handler) as number | undefined;
      const isEvent = Reflect.getMetadata(EVENT_METADATA, handler) === true;
      const name = `${metatype.name}.${key}`;
      if (isEvent) return [{ name, handler }];
      const method = number === undefined ? undefined : METHODS[number];
      if (path === undefined || method === undefined) return [];
      const [first] = [path].flat();
      return [{ name, handler, method, path: join(base ?? '', first ?? '') }];
    });
  });
}

describe('every door has a rule', () => {
  let app: TestApp;
  let doors: Door[];

  beforeAll(async () => {
    app = await bootTestApp({ demo: false });
    doors = doorsOf(app);
  });
  afterAll(() => app.close());

  it('finds the routes and the live events at all', () => {
    expect(doors.filter((door) => door.path !== undefined).length).toBeGreaterThan(40);
    expect(doors.filter((door) => door.path === undefined).length).toBeGreaterThanOrEqual(2);
  });

  it('names a policy action on each', () => {
    const reflector = new Reflector();
    const without = doors.filter(({ handler }) => {
      const action = reflector.get<string | undefined>(ACTION, handler as () => void);
      return action === undefined || !NAMES.has(action);
    });
    expect(without.map((door) => door.name)).toEqual([]);
  });

  it('answers an anonymous caller with 401 wherever signing in is needed, and never with content', async () => {
    const open = [
      'instance',
      'set-up',
      'session',
      'password-resets',
      'invitations',
      'unsubscriptions',
      'healthz',
      'readyz',
      'metrics',
    ];
    const closed = doors.filter(
      ({ path }) => path !== undefined && !open.some((name) => path.startsWith(`/${name}`)),
    );
    expect(closed.length).toBeGreaterThan(25);
    for (const { method, path, name } of closed) {
      if (method === undefined || path === undefined) continue;
      const concrete = path.replaceAll(/:[A-Za-z]+/g, SOME_ID);
      const answer = await (method === 'get' || method === 'delete'
        ? app.anonymous[method](concrete)
        : app.anonymous[method](concrete, {}));
      expect({ name, status: answer.status, code: (answer.body as { code?: string }).code }).toEqual({
        name,
        status: 401,
        code: 'not-signed-in',
      });
    }
  });
});
