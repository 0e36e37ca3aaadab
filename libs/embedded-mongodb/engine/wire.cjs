'use strict';
/** MongoDB's wire format, as far as a relay between sockets and the engine needs it. */

const OP_REPLY = 1;
const OP_MSG = 2013;
const HEADER = 16;
const MAX_MESSAGE = 48_000_000;

/** Splits a byte stream into messages without copying again what has already arrived. */
class Framer {
  chunks = [];
  size = 0;
  need = 4;

  push(chunk, onMessage) {
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size >= this.need) {
      let buffer = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks, this.size);
      const length = buffer.readInt32LE(0);
      if (length < HEADER || length > MAX_MESSAGE) throw new Error(`invalid message length ${length}`);
      if (this.size < length) {
        this.chunks = [buffer];
        this.need = length;
        return;
      }
      onMessage(buffer.subarray(0, length));
      buffer = buffer.subarray(length);
      this.chunks = buffer.length ? [buffer] : [];
      this.size = buffer.length;
      this.need = 4;
    }
  }
}

/** The buffers of one reply, in the dialect the question was asked in. */
function frame(reply, replyId) {
  const body = reply.response;
  const prefix = reply.legacy ? 20 : 5;
  const head = Buffer.alloc(HEADER + prefix);
  head.writeInt32LE(HEADER + prefix + body.length, 0);
  head.writeInt32LE(replyId, 4);
  head.writeInt32LE(reply.requestId, 8);
  head.writeInt32LE(reply.legacy ? OP_REPLY : OP_MSG, 12);
  if (reply.legacy) head.writeInt32LE(1, HEADER + 16);
  return [head, body];
}

module.exports = { Framer, frame };
