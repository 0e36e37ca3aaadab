import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef } from 'react';

/**
 * The editor's element in the page. In place of TipTap's own component, which builds the whole text once more when it
 * comes and again when it goes, for node views that React draws; we have none.
 */
export function Paper({ editor }: { editor: Editor }) {
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (editor.isDestroyed) return undefined;
    const { dom } = editor.view;
    hideFromReact(dom);
    sheet.current?.append(dom);
    return () => dom.remove();
  }, [editor]);
  return <div ref={sheet} className="k-paper" />;
}

/**
 * With every change it draws anywhere, React reads all text of a focused editable element, to put the selection back
 * should its own work have moved the focus: 10 ms with each key in a text of 100,000 words. The editor keeps its
 * selection itself, so its element does not look editable to who asks by this property. Browsers and assistive
 * technology go by the attribute.
 */
function hideFromReact(dom: HTMLElement): void {
  Object.defineProperty(dom, 'contentEditable', {
    configurable: true,
    get: () => 'inherit',
    set(value: string) {
      dom.setAttribute('contenteditable', value);
    },
  });
}
