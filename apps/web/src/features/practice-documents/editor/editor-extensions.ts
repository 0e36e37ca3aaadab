import { BODY, documentExtensions, tolerate } from '@kontor/documents';
import { Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { Carets } from './extensions/carets.js';
import { Ends } from './extensions/ends.js';
import { Find } from './extensions/find.js';
import { Mentions, type MentionOptions } from './extensions/mentions.js';
import { Placeholders, type PlaceholderOptions } from './extensions/placeholders.js';
import { Sections } from './extensions/sections.js';
import { SteadyBinding } from './extensions/steady-binding.js';

/** Before the binding builds its first node: it deletes for everybody what the schema refuses (see libs/documents). */
const Tolerance = Extension.create({
  name: 'kontorTolerance',
  onBeforeCreate() {
    tolerate(this.editor.schema);
  },
});

export interface EditorParts {
  doc: Doc;
  awareness: Awareness;
  beforeReceiving: Set<() => void>;
  placeholders: PlaceholderOptions;
  mentions: MentionOptions;
  taskLabel: (text: string, checked: boolean) => string;
}

export function editorExtensions({
  doc,
  awareness,
  placeholders,
  mentions,
  taskLabel,
  beforeReceiving,
}: EditorParts): Extensions {
  return [
    ...documentExtensions({ taskLabel }),
    Tolerance,
    Collaboration.configure({ fragment: doc.getXmlFragment(BODY) }),
    SteadyBinding.configure({ beforeReceiving }),
    Carets.configure({ awareness }),
    Sections.configure({ awareness }),
    Placeholders.configure(placeholders),
    Find,
    Ends,
    Mentions.configure(mentions),
  ];
}
