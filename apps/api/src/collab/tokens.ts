/** `DocStore` of @kontor/collab: where documents' texts are kept. */
export const DOC_STORE = Symbol('DocStore');
/** `CollabServer` of @kontor/collab: the sync engine of this node. */
export const COLLAB_SERVER = Symbol('CollabServer');
