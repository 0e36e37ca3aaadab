import * as encoding from 'lib0/encoding';
import {
  AbstractType,
  ContentAny,
  ContentEmbed,
  ContentFormat,
  ContentString,
  ContentType,
  GC,
  ID,
  Item,
  UpdateEncoderV1,
  XmlElement,
  createID,
  decodeStateVector,
  decodeUpdate,
  encodeStateAsUpdate,
  encodeStateVector,
  findIndexSS,
  findRootTypeKey,
  getState,
  parseUpdateMeta,
  type Doc,
} from 'yjs';
import { cut, type Struct } from './struct-cut.js';

/*
 * A twin: a second live page that writes under our client id, as a copied or reset virtual machine makes one. Yjs takes
 * a clock of a client that it has already for known, whatever it says: both pages would differ for good, and the words
 * of one of them would be called saved without being anywhere.
 */

const idKey = (id: ID | null): string => (id === null ? '' : `${id.client}:${id.clock}`);

function parentKey(parent: unknown): string {
  if (parent instanceof ID) return idKey(parent);
  if (parent instanceof AbstractType)
    return parent._item === null ? findRootTypeKey(parent) : idKey(parent._item.id);
  return String(parent);
}

/** What stands at a clock, with the place it was put at; null where that can no longer be told (deleted). */
function unitAt(struct: Struct, clock: number): string | null {
  if (!(struct instanceof Item)) return null;
  const offset = clock - struct.id.clock;
  const what = contentAt(struct, offset);
  if (what === null) return null;
  const origin = offset > 0 ? createID(struct.id.client, clock - 1) : struct.origin;
  const place = [idKey(origin), idKey(struct.rightOrigin)];
  if (origin === null && struct.rightOrigin === null) place.push(parentKey(struct.parent));
  return `${what}@${place.join(',')}`;
}

function contentAt({ content }: Item, offset: number): string | null {
  if (content instanceof ContentString) return content.str[offset] ?? null;
  if (content instanceof ContentAny) return JSON.stringify(content.arr[offset]);
  if (content instanceof ContentFormat) return JSON.stringify([content.key, content.value]);
  if (content instanceof ContentEmbed) return JSON.stringify(content.embed);
  if (content instanceof ContentType)
    return content.type instanceof XmlElement ? content.type.nodeName : content.type.constructor.name;
  return null;
}

function unitIn(doc: Doc, client: number, clock: number): string | null {
  const structs = doc.store.clients.get(client);
  const struct = structs?.[findIndexSS(structs, clock)];
  return struct === undefined ? null : unitAt(struct, clock);
}

const differ = (ours: string | null, theirs: string | null): boolean =>
  ours !== null && theirs !== null && ours !== theirs;

/** Whether an update that came from the server says something under our client id that we did not write. */
export function comesFromTwin(update: Uint8Array, doc: Doc): boolean {
  const { clientID } = doc;
  // Nothing of ours, nothing to mix up; also spares reading a whole text twice when it is opened.
  if (getState(doc.store, clientID) === 0) return false;
  const reach = parseUpdateMeta(update).to.get(clientID);
  if (reach === undefined) return false;
  if (reach > getState(doc.store, clientID)) return true;
  return decodeUpdate(update).structs.some((struct) => {
    if (struct.id.client !== clientID) return false;
    for (let clock = struct.id.clock; clock < struct.id.clock + struct.length; clock += 1)
      if (differ(unitIn(doc, clientID, clock), unitAt(struct, clock))) return true;
    return false;
  });
}

/**
 * Own clocks whose words are not in `theirs`, each with its new clock under a fresh id. What leans on a word that differs
 * is ours too, even where the twin has the same letter at the same clock.
 */
function missing(ours: Doc, theirs: Doc): Map<number, number> {
  const { clientID } = ours;
  const known = getState(theirs.store, clientID);
  const moved = new Map<number, number>();
  const hasMoved = (id: unknown): boolean =>
    id instanceof ID && id.client === clientID && moved.has(id.clock);
  for (const struct of ours.store.clients.get(clientID) ?? []) {
    const item = struct instanceof Item ? struct : null;
    const parent = item?.parent instanceof AbstractType ? item.parent._item?.id : null;
    const leans = hasMoved(item?.rightOrigin) || hasMoved(parent);
    for (let { clock } = struct.id, offset = 0; offset < struct.length; offset += 1, clock += 1) {
      const leansHere = offset === 0 ? hasMoved(item?.origin) : item !== null && moved.has(clock - 1);
      const isOther = clock >= known || differ(unitAt(struct, clock), unitIn(theirs, clientID, clock));
      if (isOther || leans || leansHere) moved.set(clock, moved.size);
    }
  }
  return moved;
}

/**
 * What `ours` has and the server's `theirs` has not, with own words that the server does not have under the id `fresh`
 * instead of ours: applied to `theirs` it loses and doubles nothing.
 *
 * @param fresh - a client id that nobody has used
 */
export function carriedOver(ours: Doc, theirs: Doc, fresh: number): Uint8Array {
  const { clientID } = ours;
  const moved = missing(ours, theirs);
  const vector = decodeStateVector(encodeStateVector(theirs));
  vector.set(clientID, moved.keys().next().value ?? getState(ours.store, clientID));
  const { structs, ds } = decodeUpdate(encodeStateAsUpdate(ours, encodeStateVector(vector)));
  const out = new Map<number, Struct[]>();
  const put = (client: number, struct: Struct) => out.set(client, [...(out.get(client) ?? []), struct]);
  const remap = (id: ID | null): ID | null => {
    const clock = id?.client === clientID ? moved.get(id.clock) : undefined;
    return clock === undefined ? id : createID(fresh, clock);
  };
  for (const struct of structs) {
    if (struct.id.client !== clientID) put(struct.id.client, readdressed(struct, struct.id, remap));
    else
      for (const piece of pieces(struct, moved))
        put(fresh, readdressed(piece, remap(piece.id) ?? piece.id, remap));
  }
  const deletes = new Map<number, [number, number][]>();
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      for (let at = clock; at < clock + len; at += 1) {
        const id = client === clientID ? remap(createID(client, at)) : null;
        const [owner, from] = id === null ? [client, at] : [id.client, id.clock];
        const list = deletes.get(owner) ?? [];
        const last = list.at(-1);
        if (last !== undefined && last[0] + last[1] === from) last[1] += 1;
        else list.push([from, 1]);
        deletes.set(owner, list);
      }
    }
  }
  return encoded(out, deletes);
}

/** The parts of an own struct that move. */
function pieces(struct: Struct, moved: ReadonlyMap<number, number>): Struct[] {
  const found: Struct[] = [];
  let rest: Struct | null = struct;
  while (rest !== null) {
    const { clock } = rest.id;
    const isMoved = moved.has(clock);
    let length = 1;
    while (length < rest.length && moved.has(clock + length) === isMoved) length += 1;
    const right: Struct | null = length < rest.length ? cut(rest, length) : null;
    if (isMoved) found.push(rest);
    rest = right;
  }
  return found;
}

function readdressed(struct: Struct, id: ID, remap: (id: ID | null) => ID | null): Struct {
  if (!(struct instanceof Item)) return new GC(id, struct.length);
  const { origin, rightOrigin, parent, parentSub, content } = struct;
  const under = parent instanceof ID ? remap(parent) : parent;
  return new Item(id, null, remap(origin), null, remap(rightOrigin), under, parentSub, content);
}

/** An update of the first version of the format. */
function encoded(structs: Map<number, Struct[]>, deletes: Map<number, [number, number][]>): Uint8Array {
  const encoder = new UpdateEncoderV1();
  const rest = encoder.restEncoder;
  encoding.writeVarUint(rest, structs.size);
  for (const [client, list] of structs) {
    encoding.writeVarUint(rest, list.length);
    encoding.writeVarUint(rest, client);
    encoding.writeVarUint(rest, list[0]?.id.clock ?? 0);
    for (const struct of list) struct.write(encoder, 0);
  }
  encoding.writeVarUint(rest, deletes.size);
  for (const [client, ranges] of deletes) {
    encoding.writeVarUint(rest, client);
    encoding.writeVarUint(rest, ranges.length);
    for (const [clock, length] of ranges) {
      encoding.writeVarUint(rest, clock);
      encoding.writeVarUint(rest, length);
    }
  }
  return encoder.toUint8Array();
}
