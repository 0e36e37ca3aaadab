import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BODY, SEED_CLIENT_ID } from '../body.js';
import { documentSchema } from '../schema/extensions.js';

/**
 * The first update of a new document. Only for a document that has none: a text is seeded once and from then on only
 * edited, because building it anew from JSON would double it in every open tab. The same JSON and client id give the
 * same bytes, so that a repeated creation changes nothing.
 *
 * @throws RangeError when the JSON does not conform to the schema
 */
export function seedUpdate(json: JSONContent, clientId: number = SEED_CLIENT_ID): Uint8Array {
  const node = Node.fromJSON(documentSchema(), json);
  node.check();
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.transact(() => prosemirrorToYXmlFragment(node, doc.getXmlFragment(BODY)));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
