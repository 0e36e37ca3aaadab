import { Button, Dialog, Dropdown } from '@digdir/designsystemet-react';
import {
  ArrowDownIcon,
  ArrowUpIcon,
  MenuElipsisHorizontalIcon,
  PlusIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { personLabel, type Peer } from '../../../collab/peers.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { outlineOf, sectionAt, type SectionEntry } from './extensions/sections.js';
import { PeerMark, peopleOf } from './presence-bar.js';

interface OutlineProps {
  editor: Editor;
  peers: Peer[];
  isEditable: boolean;
  isSheetOpen: boolean;
  closeSheet: () => void;
}

/** The sections of the text and who is in which: at the left, and as a sheet on phones. */
export function Outline(props: OutlineProps) {
  const { t } = useTranslation('editor');
  const headingId = useId();
  const list = <OutlineList {...props} />;
  return (
    <>
      <nav className="k-outline" aria-label={t('outline.label')}>
        <h2 className="k-outline__title">{t('outline.title')}</h2>
        {list}
      </nav>
      <Dialog
        open={props.isSheetOpen}
        onClose={props.closeSheet}
        closeButton={t('outline.close')}
        className="k-outline-sheet"
        aria-labelledby={headingId}
      >
        <h2 className="k-outline__title" id={headingId}>
          {t('outline.title')}
        </h2>
        {props.isSheetOpen && list}
      </Dialog>
    </>
  );
}

function OutlineList({ editor, peers, isEditable, closeSheet }: OutlineProps) {
  const { t } = useTranslation('editor');
  const [removing, setRemoving] = useState<SectionEntry | null>(null);
  const { sections, current } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({ sections: outlineOf(state.doc), current: sectionAt(state) }),
  });
  const isBusy = (section: SectionEntry | undefined) =>
    peers.some((peer) => section !== undefined && peer.section === section.id);
  const go = (id: string) => {
    closeSheet();
    editor.chain().focus(undefined, { scrollIntoView: false }).goToSection(id).run();
  };
  const remove = (section: SectionEntry) => {
    if (section.isEmpty) editor.commands.removeSection(section.id);
    else setRemoving(section);
  };
  return (
    <>
      <ol>
        {sections.map((section, index) => (
          <li key={section.id} className="k-outline__entry" data-current={section.id === current}>
            <button
              type="button"
              className="k-outline__link"
              aria-current={section.id === current ? 'location' : undefined}
              onClick={() => go(section.id)}
            >
              {section.title === '' ? t('outline.untitled') : section.title}
            </button>
            <span className="k-outline__people">
              {peopleOf(peers.filter((peer) => peer.section === section.id)).map((peer) => (
                <PeerMark key={peer.id} peer={peer} label={personLabel(peer)} />
              ))}
            </span>
            {isEditable && (
              <SectionMenu
                title={section.title === '' ? t('outline.untitled') : section.title}
                // Moving rebuilds a section in the shared text: what somebody types there at that moment would be lost.
                up={
                  index > 0 && !isBusy(section) && !isBusy(sections[index - 1])
                    ? () => editor.commands.moveSection(section.id, -1)
                    : null
                }
                down={
                  index < sections.length - 1 && !isBusy(section) && !isBusy(sections[index + 1])
                    ? () => editor.commands.moveSection(section.id, 1)
                    : null
                }
                remove={sections.length > 1 && !isBusy(section) ? () => remove(section) : null}
              />
            )}
          </li>
        ))}
      </ol>
      {isEditable && (
        <Button
          variant="tertiary"
          data-size="sm"
          onClick={() => {
            closeSheet();
            editor.chain().focus(undefined, { scrollIntoView: false }).addSection(current).run();
          }}
        >
          <PlusIcon aria-hidden />
          {t('outline.add')}
        </Button>
      )}
      <ConfirmDialog
        open={removing !== null}
        title={t('outline.removeTitle', { title: removing?.title ?? '' })}
        confirm={t('outline.remove')}
        onClose={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) editor.commands.removeSection(removing.id);
          setRemoving(null);
        }}
      >
        {t('outline.removeText')}
      </ConfirmDialog>
    </>
  );
}

interface SectionMenuProps {
  title: string;
  up: (() => void) | null;
  down: (() => void) | null;
  remove: (() => void) | null;
}

function SectionMenu({ title, up, down, remove }: SectionMenuProps) {
  const { t } = useTranslation('editor');
  const [isOpen, setOpen] = useState(false);
  const item = (label: string, act: (() => void) | null, icon: React.ReactNode) => (
    <Dropdown.Item>
      <Dropdown.Button
        disabled={act === null}
        onClick={() => {
          setOpen(false);
          act?.();
        }}
      >
        {icon}
        {label}
      </Dropdown.Button>
    </Dropdown.Item>
  );
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        variant="tertiary"
        data-size="sm"
        icon
        aria-label={t('outline.acts', { title })}
        className="k-outline__menu"
      >
        <MenuElipsisHorizontalIcon aria-hidden />
      </Dropdown.Trigger>
      <Dropdown
        open={isOpen}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        placement="bottom-end"
      >
        <Dropdown.List>
          {item(t('outline.up'), up, <ArrowUpIcon aria-hidden />)}
          {item(t('outline.down'), down, <ArrowDownIcon aria-hidden />)}
          {item(t('outline.remove'), remove, <TrashIcon aria-hidden />)}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}
