import { GC, Item, createID, type decodeUpdate } from 'yjs';

/** A piece of an update as Yjs reads it. */
export type Struct = ReturnType<typeof decodeUpdate>['structs'][number];

/** Shortens a struct to `length`; returns what was behind. */
export function cut(struct: Struct, length: number): Struct {
  const { client, clock } = struct.id;
  const id = createID(client, clock + length);
  if (!(struct instanceof Item)) {
    const behind = new GC(id, struct.length - length);
    struct.length = length;
    return behind;
  }
  const { rightOrigin, parent, parentSub } = struct;
  const content = struct.content.splice(length);
  struct.length = length;
  return new Item(
    id,
    null,
    createID(client, clock + length - 1),
    null,
    rightOrigin,
    parent,
    parentSub,
    content,
  );
}
