import { useEffect } from 'react';
import { fetchEditor } from '../pages.js';

const LINK = 'a[href^="/practice-documents/"]';

/** Fetches the editor when somebody is about to follow a link to a document: a pointer on it, or the focus. */
export function useEarlyEditor(): void {
  useEffect(() => {
    const onNear = ({ target }: Event) => {
      if (target instanceof Element && target.closest(LINK) !== null) fetchEditor();
    };
    document.addEventListener('pointerover', onNear);
    document.addEventListener('focusin', onNear);
    return () => {
      document.removeEventListener('pointerover', onNear);
      document.removeEventListener('focusin', onNear);
    };
  }, []);
}
