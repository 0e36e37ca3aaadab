import i18next from 'i18next';

/** Fetches the document page with the editor and its texts: by far the heaviest room. */
export async function loadDocumentPage() {
  // Asked for now, because the text would first stand there in another face and then be laid out a second time.
  void document.fonts?.load('1em "Source Serif 4 Variable"').catch(() => undefined);
  const [{ DocumentPage }] = await Promise.all([import('./index.js'), i18next.loadNamespaces('editor')]);
  return DocumentPage;
}
