import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { ToolButton, ToolRow } from './tool-row.js';

/** What can be done with the table that the caret is in. */
export function TableTools({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor');
  const act = () => editor.chain().focus();
  return (
    <ToolRow label={t('table.label')} editor={editor} isMain={false}>
      <ToolButton text label={t('table.rowBefore')} onClick={() => act().addRowBefore().run()} />
      <ToolButton text label={t('table.rowAfter')} onClick={() => act().addRowAfter().run()} />
      <ToolButton text label={t('table.deleteRow')} onClick={() => act().deleteRow().run()} />
      <hr aria-hidden />
      <ToolButton text label={t('table.columnBefore')} onClick={() => act().addColumnBefore().run()} />
      <ToolButton text label={t('table.columnAfter')} onClick={() => act().addColumnAfter().run()} />
      <ToolButton text label={t('table.deleteColumn')} onClick={() => act().deleteColumn().run()} />
      <hr aria-hidden />
      <ToolButton text label={t('table.headerRow')} onClick={() => act().toggleHeaderRow().run()} />
      <ToolButton text label={t('table.delete')} onClick={() => act().deleteTable().run()} />
    </ToolRow>
  );
}
