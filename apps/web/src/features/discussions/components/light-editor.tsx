import { IMAGE_TYPES, type Member, type PostBody, type ThreadAudience } from '@kontor/contracts';
import { postExtensions } from '@kontor/documents';
import { BulletListIcon, CodeIcon, LinkIcon, NumberListIcon } from '@navikt/aksel-icons';
import type { Editor } from '@tiptap/core';
import { UndoRedo } from '@tiptap/extensions';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { useEditor, useEditorState } from '@tiptap/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
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
  /** Undefined while they are not known. */
  members: readonly Member[] | undefined;
  /** Who reads what is written: they are offered for mentions, and nobody else is told. */
  audience: ThreadAudience;
  files: PostFiles;
  onChange: (body: PostBody, isEmpty: boolean) => void;
  /** Ctrl+Enter. */
  onSubmit: () => void;
}

/** The light editor of posts: one field of text with the few things that talking needs. */
export function useLightEditor({
  label,
  start,
  members,
  audience,
  files,
  onChange,
  onSubmit,
}: LightEditorOptions): {
  editor: Editor;
  mention: MentionView | null;
  /** Names as they are mentioned, of those who are not told. */
  untold: readonly string[];
} {
  const [mention, setMention] = useState<MentionView | null>(null);
  const readers = useMemo(
    () => members?.filter(({ reads }) => reads.includes(audience)),
    [members, audience],
  );
  const [latest] = useState(() => ({ readers, files, onSubmit, onChange, known: new Set<unknown>() }));
  Object.assign(latest, { readers, files, onSubmit, onChange });
  const editor = useEditor({
    extensions: [
      ...postExtensions(),
      UndoRedo,
      PastedMarkdown,
      Mentions.configure({ members: () => latest.readers ?? [], show: setMention }),
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
  const untold = useUntold(editor, readers);
  return { editor, mention, untold };
}

/** Whoever is mentioned but is none of the readers: somebody else's name says no more than that. */
function useUntold(editor: Editor, readers: readonly Member[] | undefined): readonly string[] {
  const mentioned = useEditorState({ editor, selector: ({ editor: now }) => mentionsIn(now) });
  if (readers === undefined) return [];
  const known = new Set<string>(readers.map(({ userId }) => userId));
  const names = mentioned.filter(({ id }) => !known.has(id)).map(({ name }) => name);
  return [...new Set(names)];
}

function mentionsIn(editor: Editor): { id: string; name: string }[] {
  const found: { id: string; name: string }[] = [];
  editor.state.doc.descendants(({ type, attrs }) => {
    if (type.name === 'mention') found.push({ id: String(attrs['id']), name: String(attrs['label']) });
  });
  return found;
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
  untold: readonly string[];
}

export function LightEditor({ editor, mention, files, untold }: LightEditorProps) {
  const { t } = useTranslation('discussions');
  const format = useFormat();
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
      <p className="k-light__untold" role="status">
        {untold.length > 0 && t('composer.untold', { count: untold.length, names: format.and([...untold]) })}
      </p>
      {linking && <LinkDialog editor={editor} close={() => setLinking(false)} />}
    </div>
  );
}
