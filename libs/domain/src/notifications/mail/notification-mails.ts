import type { UiLanguage, Unsubscription } from '@kontor/contracts';
import type { OutgoingMail } from '../../kernel/ports.js';
import type { NotificationView } from '../notification-views.js';
import type { Recipient } from '../notifications.port.js';
import type { SignedWords } from '../signed-words.js';
import { excerptOf } from '../notification-centre.js';
import { de } from './de.js';
import { en } from './en.js';
import { mailOf, oneLine, type MailPart } from './html.js';
import type { NotificationTexts } from './texts.js';

const TEXTS: Readonly<Record<UiLanguage, NotificationTexts>> = { en, de };
const MAX_SUBJECT = 200;
const MAX_QUOTE = 3000;
const EXCERPT = 200;
const MOST_THREADS = 40;
const NAMES = 3;

export interface MailAddresses {
  /** Without a slash at its end. */
  publicUrl: () => string;
  /** Domain that takes answers by mail; null where none does. */
  replyDomain: string | null;
}

type Written = Omit<OutgoingMail, 'key' | 'to'>;

/** Writes the mails about notifications in the language of whoever gets them. */
export class NotificationMailWriter {
  constructor(
    private readonly addresses: MailAddresses,
    private readonly words: SignedWords,
  ) {}

  /** One thing that somebody is told of at once. */
  single(to: Recipient, view: NotificationView): Written {
    const texts = TEXTS[to.language];
    const { kind, id } = view.record;
    const actor = oneLine(view.actor?.name ?? texts.somebody);
    const title = oneLine(view.title);
    const subject = texts.subject[kind]({ actor, title });
    const { place } = view;
    const replyDomain = place === null ? null : this.addresses.replyDomain;
    const parts: MailPart[] = [
      ...(replyDomain === null ? [] : [{ type: 'rule' as const, text: texts.replyAbove }]),
      { type: 'text', text: `${subject}\n${texts.inWorkspace(oneLine(view.workspaceName))}` },
      { type: 'quote', text: view.text.slice(0, MAX_QUOTE) },
      { type: 'button', text: texts.open, href: this.placeOf(view) },
      ...this.foot(to, texts, kind),
    ];
    return {
      subject: subject.slice(0, MAX_SUBJECT),
      ...mailOf(to.language, parts),
      ...(place === null ? {} : { about: `thread-${place.threadId}` }),
      unsubscribe: this.unsubscribe(to, kind),
      ...(replyDomain === null ? {} : { replyTo: `${this.words.replyAddress(id)}@${replyDomain}` }),
    };
  }

  /** Many things in one mail, by workspace and discussion. */
  digest(to: Recipient, views: readonly NotificationView[], why: 'daily' | 'weekly' | 'gathered'): Written {
    const texts = TEXTS[to.language];
    const subject = (why === 'gathered' ? texts.gatheredSubject : texts.digestSubject)(views.length);
    const threads = [
      ...groupBy(
        views,
        ({ place, commitmentId, workspaceId, record }) =>
          place?.threadId ?? commitmentId ?? `${workspaceId} ${record.kind}`,
      ).values(),
    ];
    const shown = threads.slice(0, MOST_THREADS);
    const left = threads.slice(MOST_THREADS).reduce((sum, { length }) => sum + length, 0);
    const byWorkspace = groupBy(shown, ([first]) => first?.workspaceId);
    const parts: MailPart[] = [
      { type: 'text', text: texts.digestIntro[why] },
      ...[...byWorkspace.values()].flatMap((inside) => this.workspaceParts(texts, inside)),
      ...(left > 0 ? [{ type: 'text' as const, text: texts.more(left) }] : []),
      ...this.foot(to, texts, 'digest'),
    ];
    return { subject, ...mailOf(to.language, parts), unsubscribe: this.unsubscribe(to, 'digest') };
  }

  private workspaceParts(texts: NotificationTexts, threads: NotificationView[][]): MailPart[] {
    const name = oneLine(threads[0]?.[0]?.workspaceName ?? '');
    const parts = threads.flatMap((views): MailPart[] => {
      const [newest] = views.toSorted((a, b) => b.record.at.getTime() - a.record.at.getTime());
      if (newest === undefined) return [];
      const names = [...new Set(views.flatMap(({ actor }) => (actor ? [oneLine(actor.name)] : [])))];
      const by = names.length > 0 ? `, ${texts.by(names.slice(0, NAMES).join(', '))}` : '';
      const first = views.toSorted((a, b) => (a.place?.postNo ?? 0) - (b.place?.postNo ?? 0))[0] ?? newest;
      return [
        { type: 'text', text: `${oneLine(newest.title)}\n${texts.news(views.length)}${by}` },
        { type: 'quote', text: excerptOf(newest.text, EXCERPT) },
        { type: 'link', text: texts.open, href: this.placeOf(first) },
      ];
    });
    return [{ type: 'heading', text: name }, ...parts];
  }

  private foot(to: Recipient, texts: NotificationTexts, from: Unsubscription['from']): MailPart[] {
    const token = this.words.unsubscription(to.id, from);
    return [
      { type: 'small', text: texts.why[from] },
      { type: 'link', text: texts.stop[from], href: `${this.base()}/unsubscribe#${token}` },
      { type: 'link', text: texts.choose, href: `${this.base()}/notifications/preferences` },
    ];
  }

  private placeOf({ place, commitmentId, workspaceId }: NotificationView): string {
    if (commitmentId !== null) return `${this.base()}/commitments/${commitmentId}`;
    return place === null
      ? `${this.base()}/workspaces/${workspaceId}/members`
      : `${this.base()}/threads/${place.threadId}#post-${place.postId}`;
  }

  private unsubscribe(to: Recipient, from: Unsubscription['from']): string {
    return `${this.base()}/api/v1/unsubscriptions/${this.words.unsubscription(to.id, from)}`;
  }

  private base(): string {
    return this.addresses.publicUrl();
  }
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
