import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BODY, POST_CLIENT_ID, SEED_CLIENT_ID } from '../body.js';
import { documentSchema } from '../schema/extensions.js';

/**
 * The first update of a new document. Only for a document that has none: a text is seeded once and from then on only
 * edited, because building it anew from JSON would double it in every open tab. The same JSON and client id give the
 * same bytes, so that a repeated creation changes nothing.
 *
 * @throws RangeError when the JSON does not conform to the schema
 */
export function seedUpdate(json: JSONContent, clientId: number = SEED_CLIENT_ID): Uint8Array {
  return seedInSteps([{ json, clientId }]);
}

/**
 * As `seedUpdate`, for a document that begins with somebody's words.
 *
 * @param template what it begins with besides them
 * @param whole the same with the words in their place
 */
export function seedWithPost(template: JSONContent, whole: JSONContent): Uint8Array {
  return seedInSteps([
    { json: template, clientId: SEED_CLIENT_ID },
    { json: whole, clientId: POST_CLIENT_ID },
  ]);
}

function seedInSteps(steps: readonly { json: JSONContent; clientId: number }[]): Uint8Array {
  const nodes = steps.map(({ json }) => Node.fromJSON(documentSchema(), json));
  for (const node of nodes) node.check();
  const doc = new Y.Doc();
  for (const [index, { clientId }] of steps.entries()) {
    const node = nodes[index];
    if (node === undefined) continue;
    doc.clientID = clientId;
    doc.transact(() => prosemirrorToYXmlFragment(node, doc.getXmlFragment(BODY)));
  }
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
