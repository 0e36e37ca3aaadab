import { FALLBACK_EVENTS, FALLBACK_NAMESPACE } from '@kontor/contracts';

/** What the provider decides about each connection and hears of it. */
export interface TransportHooks {
  /** Over which way the next connection goes. */
  way(): 'websocket' | 'polling';
  /** What the fallback says instead of a URL's query. */
  fallbackAuth(): Record<string, string | number>;
  opened(): void;
  /** A frame has come and is about to be read. */
  arriving(): void;
  /** Judges an outgoing frame just before it leaves; false holds it back. */
  admit(frame: Uint8Array): boolean;
}

/** A way to the server, told apart from its listener so that each kind stays small. */
interface Wire {
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(): void;
}
interface Ear {
  opened(): void;
  heard(data: ArrayBuffer): void;
  ended(code: number, reason: string): void;
  failed(event: Event): void;
}

/** Close code for "the connection just ended", as browsers report it. */
const ABNORMAL = 1006;
const OPEN_WITHIN_MS = 5000;

/**
 * A class with as much of a WebSocket's interface as y-websocket uses, for its option `WebSocketPolyfill`. Everything
 * that leaves passes through `send`, which makes it the one place where changes can be counted.
 */
export function transportClass(hooks: TransportHooks): typeof WebSocket {
  class TransportSocket {
    readonly OPEN = 1;
    binaryType = 'arraybuffer';
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    private readonly wire: Wire;

    constructor(url: string) {
      const ear: Ear = {
        opened: () => {
          if (this.readyState !== 0) return;
          this.readyState = 1;
          hooks.opened();
          this.onopen?.();
        },
        heard: (data) => {
          if (this.readyState !== 1) return;
          hooks.arriving();
          this.onmessage?.({ data });
        },
        ended: (code, reason) => {
          if (this.readyState === 3) return;
          this.readyState = 3;
          this.onclose?.({ code, reason });
        },
        failed: (event) => this.onerror?.(event),
      };
      this.wire =
        hooks.way() === 'websocket' ? webSocketWire(url, ear) : pollingWire(hooks.fallbackAuth(), ear);
    }

    send(frame: Uint8Array<ArrayBuffer>): void {
      if (this.readyState === 1 && hooks.admit(frame)) this.wire.send(frame);
    }

    close(): void {
      if (this.readyState >= 2) return;
      this.readyState = 2;
      this.wire.close();
    }
  }
  // Structurally what y-websocket touches; the full DOM class has dozens of members that nobody calls.
  return TransportSocket as unknown as typeof WebSocket;
}

function webSocketWire(url: string, ear: Ear): Wire {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  // Some proxies neither pass nor refuse an upgrade: without this the browser waits for minutes.
  const late = setTimeout(() => {
    socket.close();
    ear.ended(ABNORMAL, 'no answer');
  }, OPEN_WITHIN_MS);
  socket.onopen = () => {
    clearTimeout(late);
    ear.opened();
  };
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) ear.heard(data);
  };
  socket.onclose = ({ code, reason }) => {
    clearTimeout(late);
    ear.ended(code, reason);
  };
  socket.onerror = (event) => ear.failed(event);
  return {
    send: (frame) => socket.send(frame),
    close: () => {
      clearTimeout(late);
      socket.close();
    },
  };
}

/** The HTTP way, for networks whose proxies refuse upgrades: the same frames as events over long polling. */
function pollingWire(auth: Record<string, string | number>, ear: Ear): Wire {
  let closed = false;
  let end = (): void => undefined;
  let pass: (frame: Uint8Array) => void = () => undefined;
  import('socket.io-client').then(
    ({ io }) => {
      if (closed) return ear.ended(ABNORMAL, '');
      const socket = io(FALLBACK_NAMESPACE, {
        transports: ['polling'],
        auth,
        forceNew: true,
        reconnection: false,
      });
      let said: { code: number; reason: string } | null = null;
      socket.on('connect', () => ear.opened());
      socket.on(FALLBACK_EVENTS.frame, (data: unknown) => {
        if (data instanceof ArrayBuffer) ear.heard(data);
      });
      socket.on(FALLBACK_EVENTS.closed, (answer: unknown) => {
        said = readClosed(answer);
      });
      socket.on('disconnect', () => ear.ended(said?.code ?? ABNORMAL, said?.reason ?? ''));
      socket.on('connect_error', () => ear.ended(ABNORMAL, 'fallback refused'));
      pass = (frame) => socket.emit(FALLBACK_EVENTS.frame, frame);
      end = () => {
        socket.disconnect();
        ear.ended(ABNORMAL, '');
      };
      return undefined;
    },
    () => ear.ended(ABNORMAL, 'fallback could not be loaded'),
  );
  return {
    send: (frame) => pass(frame),
    close: () => {
      closed = true;
      end();
    },
  };
}

function readClosed(answer: unknown): { code: number; reason: string } | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { code, reason } = { code: undefined, reason: undefined, ...answer };
  return typeof code === 'number' ? { code, reason: typeof reason === 'string' ? reason : '' } : null;
}
