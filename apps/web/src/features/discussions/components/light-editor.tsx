import { IMAGE_TYPES, type Member, type PostBody } from '@kontor/contracts';
import { postExtensions } from '@kontor/documents';
import { BulletListIcon, CodeIcon, LinkIcon, NumberListIcon } from '@navikt/aksel-icons';
import type { Editor } from '@tiptap/core';
import { UndoRedo } from '@tiptap/extensions';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { useEditor, useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Mentions, type MentionView } from '../../practice-documents/editor/extensions/mentions.js';
import { ImageDialog } from '../../practice-documents/editor/image-dialog.js';
import { LinkDialog } from '../../practice-documents/editor/link-dialog.js';
import { MentionList } from '../../practice-documents/editor/mention-list.js';
import { Paper } from '../../practice-documents/editor/paper.js';
import { cleanPastedHtml } from '../../practice-documents/editor/paste/clean-html.js';
import { ToolButton, ToolRow } from '../../practice-documents/editor/tool-row.js';
import type { PostFiles } from '../hooks/use-post-files.js';
import { FileTools } from './file-tools.js';
import { FilesToSend } from './files-to-send.js';
import { PastedMarkdown } from '../paste/pasted-markdown.js';
import '../../practice-documents/editor/styles/text.css';
import '../../practice-documents/editor/styles/tools.css';
import '../styles/discussions.css';

interface LightEditorOptions {
  label: string;
  start: PostBody | null;
  members: readonly Member[];
  files: PostFiles;
  onChange: (body: PostBody, isEmpty: boolean) => void;
  /** Ctrl+Enter. */
  onSubmit: () => void;
}

/** The light editor of posts: one field of text with the few things that talking needs. */
export function useLightEditor({ label, start, members, files, onChange, onSubmit }: LightEditorOptions): {
  editor: Editor;
  mention: MentionView | null;
} {
  const [mention, setMention] = useState<MentionView | null>(null);
  const [latest] = useState(() => ({ members, files, onSubmit, onChange, known: new Set<unknown>() }));
  Object.assign(latest, { members, files, onSubmit, onChange });
  const editor = useEditor({
    extensions: [
      ...postExtensions(),
      UndoRedo,
      PastedMarkdown,
      Mentions.configure({ members: () => latest.members, show: setMention }),
    ],
    content: start,
    // Addresses become links. All else that looks like Markdown is seen to as a whole, or stays as it is.
    enablePasteRules: ['link'],
    injectCSS: false,
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        class: 'k-text k-light__text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        spellcheck: 'true',
      },
      transformPastedHTML: cleanPastedHtml,
      transformPasted: (slice) =>
        new Slice(ownOnly(slice.content, latest.known), slice.openStart, slice.openEnd),
      handlePaste: (_view, { clipboardData }) =>
        !clipboardData?.types.includes('text/html') && takeFiles(latest.files, clipboardData),
      handleDrop: (_view, { dataTransfer }, _slice, isMoved) =>
        !isMoved && takeFiles(latest.files, dataTransfer),
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
        latest.onSubmit();
        return true;
      },
    },
    onCreate: ({ editor: now }) => notePictures(now.state.doc, latest.known),
    onUpdate: ({ editor: now }) => {
      notePictures(now.state.doc, latest.known);
      latest.onChange(now.getJSON() as PostBody, isEmpty(now));
    },
  });
  return { editor, mention };
}

export const isEmpty = (editor: Editor): boolean =>
  editor.state.doc.textContent.trim() === '' && !editor.getHTML().includes('<img');

/** Pictures come into the words, everything else below them. */
function takeFiles(to: PostFiles, from: DataTransfer | null): boolean {
  const all = [...(from?.files ?? [])];
  const pictures = all.filter(({ type }) => IMAGE_TYPES.some((known) => known === type));
  const others = all.filter((file) => !pictures.includes(file));
  if (pictures.length > 0) to.askPictures(pictures);
  if (others.length > 0) to.add(others);
  return all.length > 0;
}

function notePictures(doc: Node, known: Set<unknown>): void {
  doc.descendants((node) => {
    if (node.type.name === 'image') known.add(node.attrs['src']);
  });
}

/** Pictures of other posts stay behind: the server would refuse to show what somebody else put in. */
function ownOnly(content: Fragment, known: ReadonlySet<unknown>): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    const isForeign = node.type.name === 'image' && !known.has(node.attrs['src']);
    if (!isForeign) nodes.push(node.copy(ownOnly(node.content, known)));
  });
  return Fragment.fromArray(nodes);
}

interface LightEditorProps {
  editor: Editor;
  files: PostFiles;
  mention: MentionView | null;
}

export function LightEditor({ editor, mention, files }: LightEditorProps) {
  const { t } = useTranslation('discussions');
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      code: now.isActive('codeBlock'),
      link: now.isActive('link'),
    }),
  });
  const chain = () => editor.chain().focus();
  return (
    <div className="k-light">
      <ToolRow label={t('tools.label')} editor={editor} isMain={false}>
        <ToolButton
          label={t('tools.bold')}
          keys="Ctrl+B"
          pressed={on.bold}
          onClick={() => chain().toggleBold().run()}
        >
          <b aria-hidden>B</b>
        </ToolButton>
        <ToolButton
          label={t('tools.italic')}
          keys="Ctrl+I"
          pressed={on.italic}
          onClick={() => chain().toggleItalic().run()}
        >
          <i aria-hidden>I</i>
        </ToolButton>
        <ToolButton label={t('tools.link')} pressed={on.link} onClick={() => setLinking(true)}>
          <LinkIcon aria-hidden />
        </ToolButton>
        <ToolButton
          label={t('tools.bullets')}
          pressed={on.bullets}
          onClick={() => chain().toggleBulletList().run()}
        >
          <BulletListIcon aria-hidden />
        </ToolButton>
        <ToolButton
          label={t('tools.numbers')}
          pressed={on.numbers}
          onClick={() => chain().toggleOrderedList().run()}
        >
          <NumberListIcon aria-hidden />
        </ToolButton>
        <ToolButton
          label={t('tools.quote')}
          pressed={on.quote}
          onClick={() => chain().toggleBlockquote().run()}
        >
          <span aria-hidden>”</span>
        </ToolButton>
        <ToolButton label={t('tools.code')} pressed={on.code} onClick={() => chain().toggleCodeBlock().run()}>
          <CodeIcon aria-hidden />
        </ToolButton>
        <FileTools files={files} />
      </ToolRow>
      <Paper editor={editor} />
      <FilesToSend files={files} onLeft={() => editor.commands.focus()} />
      <MentionList editor={editor} view={mention} />
      {files.pictures !== null && (
        <ImageDialog
          upload={files.uploadPicture}
          editor={editor}
          files={files.pictures}
          close={() => files.askPictures(null)}
        />
      )}
      {linking && <LinkDialog editor={editor} close={() => setLinking(false)} />}
    </div>
  );
}
