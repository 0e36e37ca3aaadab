import type { Editor } from '@tiptap/core';
import { useEffect, useId, type CSSProperties } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { MentionView } from './extensions/mentions.js';

/** The members that `@` offers, below the caret. The focus stays in the text; `aria-activedescendant` names the choice. */
export function MentionList({ editor, view }: { editor: Editor; view: MentionView | null }) {
  const { t } = useTranslation('editor');
  const id = useId();
  const isOpen = view !== null && view.items.length > 0;
  const active = isOpen ? `${id}-${view.selected}` : null;
  useEffect(() => {
    if (active === null || editor.isDestroyed) return undefined;
    const { dom } = editor.view;
    dom.setAttribute('aria-controls', id);
    dom.setAttribute('aria-activedescendant', active);
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  }, [editor, id, active]);
  if (view === null) return null;
  const { rect } = view;
  const place: CSSProperties =
    rect === null
      ? {}
      : {
          left: Math.max(8, Math.min(rect.left, window.innerWidth - 300)),
          top: Math.min(rect.bottom + 4, window.innerHeight - 260),
        };
  return createPortal(
    <div className="k-mentions" style={place}>
      {isOpen ? (
        <div role="listbox" tabIndex={-1} id={id} aria-label={t('mention.label')}>
          {view.items.map((member, index) => (
            <div
              key={member.userId}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === view.selected}
              onMouseDown={(event) => {
                event.preventDefault();
                view.choose(index);
              }}
            >
              {member.name}
              {member.affiliation && (
                <small>{member.affiliation.cityName ?? member.affiliation.organisationName}</small>
              )}
            </div>
          ))}
        </div>
      ) : (
        <p>{t('mention.nobody')}</p>
      )}
      <p className="ds-sr-only" role="status">
        {isOpen ? t('mention.count', { count: view.items.length }) : ''}
      </p>
    </div>,
    document.body,
  );
}
