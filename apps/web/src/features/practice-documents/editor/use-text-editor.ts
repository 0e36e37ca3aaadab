import type { Member } from '@kontor/contracts';
import { CALLOUT_KINDS } from '@kontor/documents';
import type { Editor } from '@tiptap/core';
import { useEditor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenText } from '../../../collab/use-collab-session.js';
import { editorExtensions } from './editor-extensions.js';
import type { MentionView } from './extensions/mentions.js';
import { cleanPastedHtml } from './paste/clean-html.js';

interface Options {
  view: OpenText;
  beforeReceiving: Set<() => void>;
  label: string;
  language: string;
  isEditable: boolean;
  members: readonly Member[];
  /** Picture files that were pasted or dropped. */
  onPictures: (files: File[]) => void;
}

const picturesIn = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));

/** What the editor's callbacks read when they run; the editor itself is made once. */
class Latest {
  constructor(public value: Options) {}
  set(value: Options): void {
    this.value = value;
  }
}

/** The editor of one generation of a text; made after its first sync and never before. */
export function useTextEditor(options: Options): { editor: Editor; mention: MentionView | null } {
  const { view, label, language, isEditable, beforeReceiving } = options;
  const { t, i18n } = useTranslation('editor');
  const [mention, setMention] = useState<MentionView | null>(null);
  const [latest] = useState(() => new Latest(options));
  useEffect(() => latest.set(options));
  const editor = useEditor(
    {
      extensions: editorExtensions({
        doc: view.doc,
        awareness: view.awareness,
        beforeReceiving,
        placeholders: {
          language: i18n.language,
          title: t('placeholders.title'),
          text: t('placeholders.text'),
        },
        mentions: { members: () => latest.value.members, show: setMention },
        taskLabel: (text) => t('tools.taskDone', { text }),
      }),
      // Styles come from our own sheet: the content security policy allows no inline ones.
      injectCSS: false,
      editable: isEditable,
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          class: 'k-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          lang: language,
          spellcheck: 'true',
        },
        transformPastedHTML: cleanPastedHtml,
        handlePaste: (_view, event) => {
          const files = picturesIn(event.clipboardData);
          if (files.length === 0 || event.clipboardData?.types.includes('text/html')) return false;
          latest.value.onPictures(files);
          return true;
        },
        handleDrop: (_view, event, _slice, isMoved) => {
          const files = picturesIn(event.dataTransfer);
          if (isMoved || files.length === 0) return false;
          latest.value.onPictures(files);
          return true;
        },
      },
    },
    [view.doc, i18n.language],
  );
  useEffect(() => {
    if (editor.isEditable !== isEditable) editor.setEditable(isEditable, false);
    return whenMounted(editor, (dom) => dom.setAttribute('aria-readonly', String(!isEditable)));
  }, [editor, isEditable]);
  useEffect(
    () =>
      // The kinds of callouts in words, for the style sheet's generated labels: part of the look, not of the text.
      whenMounted(editor, ({ style }) => {
        for (const kind of CALLOUT_KINDS)
          style.setProperty(`--k-${kind}`, JSON.stringify(t(`tools.callout.${kind}`)));
      }),
    [editor, t],
  );
  return { editor, mention };
}

/** Acts on the editor's element now and whenever it is put into the page: an editor exists for a moment without one. */
function whenMounted(editor: Editor, act: (dom: HTMLElement) => void): () => void {
  const run = () => act(editor.view.dom);
  if (isMounted(editor)) run();
  editor.on('mount', run);
  return () => {
    editor.off('mount', run);
  };
}

function isMounted(editor: Editor): boolean {
  try {
    return !editor.isDestroyed && editor.view.dom.isConnected;
  } catch {
    // TipTap throws for the element of an editor that has none.
    return false;
  }
}
