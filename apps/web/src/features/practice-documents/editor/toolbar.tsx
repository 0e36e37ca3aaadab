import {
  ArrowRedoIcon, ArrowUndoIcon, BulletListIcon, CodeIcon, ExclamationmarkTriangleIcon, FileCodeIcon, ImageIcon,
  InformationSquareIcon, LightBulbIcon, LinkIcon, MinusIcon, NumberListIcon, TableIcon, TasklistIcon,
} from '@navikt/aksel-icons'; // prettier-ignore
import type { CalloutKind } from '@kontor/documents';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { useTranslation } from 'react-i18next';
import { TableTools } from './table-tools.js';
import { ToolButton, ToolRow } from './tool-row.js';

interface ToolbarProps {
  editor: Editor;
  canAttach: boolean;
  openLink: () => void;
  openImage: () => void;
}

const CALLOUTS: [CalloutKind, typeof LightBulbIcon][] = [
  ['note', InformationSquareIcon],
  ['tip', LightBulbIcon],
  ['warning', ExclamationmarkTriangleIcon],
];

/** What can be done with the text. One tab stop; arrows move inside; Alt+F10 comes here, Escape goes back. */
export function Toolbar({ editor, canAttach, openLink, openImage }: ToolbarProps) {
  const { t } = useTranslation('editor');
  const now = useEditorState({ editor, selector: ({ editor: current }) => lookAt(current) });
  const act = () => editor.chain().focus();
  const mod = /mac/i.test(navigator.platform) ? '⌘' : t('keys.ctrl');
  return (
    <div className="k-tools">
      <ToolRow label={t('tools.label')} editor={editor}>
        <ToolButton
          label={t('tools.undo')}
          keys={`${mod}+Z`}
          disabled={!now.canUndo}
          onClick={() => editor.commands.undo()}
        >
          <ArrowUndoIcon aria-hidden />
        </ToolButton>
        <ToolButton
          label={t('tools.redo')}
          keys={`${mod}+Y`}
          disabled={!now.canRedo}
          onClick={() => editor.commands.redo()}
        >
          <ArrowRedoIcon aria-hidden />
        </ToolButton>
        <hr aria-hidden />
        <ToolButton
          text
          pressed={now.heading3}
          label={t('tools.heading')}
          keys={`${mod}+Alt+1`}
          onClick={() => act().toggleHeading({ level: 3 }).run()}
        />
        <ToolButton
          text
          pressed={now.heading4}
          label={t('tools.subheading')}
          keys={`${mod}+Alt+2`}
          onClick={() => act().toggleHeading({ level: 4 }).run()}
        />
        <hr aria-hidden />
        <ToolButton
          pressed={now.bold}
          label={t('tools.bold')}
          keys={`${mod}+B`}
          onClick={() => act().toggleBold().run()}
        >
          <b aria-hidden>{t('tools.boldLetter')}</b>
        </ToolButton>
        <ToolButton
          pressed={now.italic}
          label={t('tools.italic')}
          keys={`${mod}+I`}
          onClick={() => act().toggleItalic().run()}
        >
          <i aria-hidden>{t('tools.italicLetter')}</i>
        </ToolButton>
        <ToolButton
          pressed={now.underline}
          label={t('tools.underline')}
          keys={`${mod}+U`}
          onClick={() => act().toggleUnderline().run()}
        >
          <u aria-hidden>{t('tools.underlineLetter')}</u>
        </ToolButton>
        <ToolButton
          pressed={now.strike}
          label={t('tools.strike')}
          keys={`${mod}+Shift+S`}
          onClick={() => act().toggleStrike().run()}
        >
          <s aria-hidden>{t('tools.strikeLetter')}</s>
        </ToolButton>
        <ToolButton
          pressed={now.code}
          label={t('tools.code')}
          keys={`${mod}+E`}
          onClick={() => act().toggleCode().run()}
        >
          <CodeIcon aria-hidden />
        </ToolButton>
        <ToolButton pressed={now.link} label={t('tools.link')} keys={`${mod}+Shift+K`} onClick={openLink}>
          <LinkIcon aria-hidden />
        </ToolButton>
        <hr aria-hidden />
        <ToolButton
          pressed={now.bulletList}
          label={t('tools.bulletList')}
          keys={`${mod}+Shift+8`}
          onClick={() => act().toggleBulletList().run()}
        >
          <BulletListIcon aria-hidden />
        </ToolButton>
        <ToolButton
          pressed={now.orderedList}
          label={t('tools.orderedList')}
          keys={`${mod}+Shift+7`}
          onClick={() => act().toggleOrderedList().run()}
        >
          <NumberListIcon aria-hidden />
        </ToolButton>
        <ToolButton
          pressed={now.taskList}
          label={t('tools.taskList')}
          keys={`${mod}+Shift+9`}
          onClick={() => act().toggleTaskList().run()}
        >
          <TasklistIcon aria-hidden />
        </ToolButton>
        <hr aria-hidden />
        <ToolButton
          pressed={now.blockquote}
          label={t('tools.quote')}
          keys={`${mod}+Shift+B`}
          onClick={() => act().toggleBlockquote().run()}
        >
          <span aria-hidden className="k-tool__quote">
            &rdquo;
          </span>
        </ToolButton>
        {CALLOUTS.map(([kind, Icon]) => (
          <ToolButton
            key={kind}
            pressed={now.callout === kind}
            label={t(`tools.callout.${kind}`)}
            onClick={() => act().toggleCallout(kind).run()}
          >
            <Icon aria-hidden />
          </ToolButton>
        ))}
        <ToolButton
          pressed={now.codeBlock}
          label={t('tools.codeBlock')}
          keys={`${mod}+Alt+C`}
          onClick={() => act().toggleCodeBlock().run()}
        >
          <FileCodeIcon aria-hidden />
        </ToolButton>
        <ToolButton label={t('tools.rule')} onClick={() => act().setHorizontalRule().run()}>
          <MinusIcon aria-hidden />
        </ToolButton>
        <hr aria-hidden />
        <ToolButton
          text
          label={t('tools.table')}
          disabled={now.table}
          onClick={() => act().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
        >
          <TableIcon aria-hidden />
        </ToolButton>
        {canAttach && (
          <ToolButton text label={t('tools.image')} onClick={openImage}>
            <ImageIcon aria-hidden />
          </ToolButton>
        )}
      </ToolRow>
      {now.table && <TableTools editor={editor} />}
    </div>
  );
}

function lookAt(editor: Editor) {
  const undoManager: { undoStack: unknown[]; redoStack: unknown[] } | undefined = yUndoPluginKey.getState(
    editor.state,
  )?.undoManager;
  const kind: unknown = editor.isActive('callout') ? editor.getAttributes('callout')['kind'] : null;
  return {
    canUndo: (undoManager?.undoStack.length ?? 0) > 0,
    canRedo: (undoManager?.redoStack.length ?? 0) > 0,
    heading3: editor.isActive('heading', { level: 3 }),
    heading4: editor.isActive('heading', { level: 4 }),
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    underline: editor.isActive('underline'),
    strike: editor.isActive('strike'),
    code: editor.isActive('code'),
    link: editor.isActive('link'),
    bulletList: editor.isActive('bulletList'),
    orderedList: editor.isActive('orderedList'),
    taskList: editor.isActive('taskList'),
    blockquote: editor.isActive('blockquote'),
    codeBlock: editor.isActive('codeBlock'),
    table: editor.isActive('table'),
    callout: typeof kind === 'string' ? kind : null,
  };
}
