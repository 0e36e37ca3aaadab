import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureIndexes, MongoMailQueue } from '@kontor/persistence';
import { testDatabase } from '@kontor/testing';
import mongoose from 'mongoose';
import { pino } from 'pino';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { MailDelivery } from './mail-delivery.js';
import { DiskTransport, SmtpTransport, type MailTransport } from './mail-transport.js';
import { MailRefusedError, OutboxMailer } from './outbox-mailer.js';

const database = testDatabase();
const FROM = 'Kontor <kontor@city.example>';
const log = pino({ level: 'silent' });
const ids = { next: () => new mongoose.Types.ObjectId().toHexString() };
const MINUTE = 60_000;

/** A mail server in this process that keeps what it is given, and refuses as it is told. */
async function inbox() {
  const received: string[] = [];
  let answer: (() => Error) | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => callback(answer?.() ?? null),
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString('utf8'));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: (code: number | null) => {
      answer = code === null ? null : () => Object.assign(new Error('refused'), { responseCode: code });
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function outbox(transport: MailTransport) {
  let now = Date.parse('2031-03-01T08:00:00Z');
  const clock = { now: () => new Date(now) };
  const queue = new MongoMailQueue(database.connection);
  const mailer = new OutboxMailer(queue, ids, clock);
  const delivery = new MailDelivery(queue, transport, clock, log);
  mailer.onQueued(() => delivery.wake());
  return {
    queue,
    mailer,
    delivery,
    advance: (ms: number) => void (now += ms),
    again: async () => {
      delivery.wake();
      await delivery.idle();
    },
    states: async () => (await queue.list({ after: null, limit: 100 })).items.map(({ state }) => state),
  };
}

const aMail = (key: string) => ({
  key,
  to: 'aino@tampere.example',
  subject: 'Käännä sivu',
  text: 'Hei\n.\nöö',
});

beforeEach(async () => {
  await database.connection.collection('mails').deleteMany({});
  await ensureIndexes(database.connection);
});

describe('the outbox without SMTP', () => {
  it('writes each mail once to a file that only this user reads', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kontor-mail-'));
    const { mailer, delivery, states } = outbox(new DiskTransport(folder, FROM));
    await mailer.queue(aMail('one'));
    await mailer.queue(aMail('one'));
    await delivery.idle();
    const files = await readdir(folder);
    expect(files).toHaveLength(1);
    const text = await readFile(join(folder, files[0] ?? ''), 'utf8');
    expect(await PostalMime.parse(text)).toMatchObject({
      from: { address: 'kontor@city.example', name: 'Kontor' },
      to: [{ address: 'aino@tampere.example' }],
      subject: 'Käännä sivu',
      text: 'Hei\n.\nöö\n',
    });
    expect(await states()).toEqual(['sent']);
    await delivery.stop();
    await rm(folder, { recursive: true });
  });
});

describe('the outbox with SMTP', () => {
  it('delivers, and forgets the text that holds a live link', async () => {
    const mail = await inbox();
    const { mailer, delivery, queue } = outbox(new SmtpTransport(mail.url, FROM));
    await mailer.queue(aMail('smtp-1'));
    await delivery.idle();
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]).toMatch(/^Message-ID: <[0-9a-f]{40}@kontor>/im);
    const { items } = await queue.list({ after: null, limit: 5 });
    expect(items).toMatchObject([{ state: 'sent', text: '', attempts: 1 }]);
    await delivery.stop();
    await mail.close();
  });

  it('tries again later while the server cannot, and gives up when it will not', async () => {
    const mail = await inbox();
    const { mailer, delivery, states, advance, again } = outbox(new SmtpTransport(mail.url, FROM));
    mail.refuse(451);
    await mailer.queue(aMail('smtp-2'));
    await delivery.idle();
    await again();
    expect(await states()).toEqual(['queued']);
    mail.refuse(null);
    advance(MINUTE);
    await again();
    expect(await states()).toEqual(['sent']);
    mail.refuse(550);
    await mailer.queue(aMail('smtp-3'));
    await delivery.idle();
    expect(await states()).toEqual(['failed', 'sent']);
    expect(mail.received).toHaveLength(1);
    await delivery.stop();
    await mail.close();
  });

  it('gives a mail to one of many deliverers, and to another when the first has died', async () => {
    const { mailer, queue } = outbox(new DiskTransport('/nowhere', FROM));
    mailer.onQueued(() => undefined);
    await mailer.queue(aMail('lease'));
    const at = new Date('2031-03-01T08:00:00Z');
    const until = new Date('2031-03-01T08:02:00Z');
    const claims = await Promise.all(Array.from({ length: 8 }, () => queue.claim(at, until)));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    expect(await queue.claim(new Date('2031-03-01T08:01:59Z'), until)).toBeNull();
    expect(await queue.claim(until, new Date('2031-03-01T08:04:00Z'))).toMatchObject({
      key: 'lease',
      attempts: 2,
    });
  });
});

describe('what is no mail', () => {
  it.each([
    ['an address with a line end', { to: 'aino@tampere.example\r\nBcc: all@city.example' }],
    ['an address with a trailing line end', { to: 'aino@tampere.example\n' }],
    ['two addresses', { to: 'aino@tampere.example, eve@city.example' }],
    ['an address in angle brackets', { to: '<aino@tampere.example>' }],
    ['an address that is not folded', { to: 'Aino@tampere.example' }],
    ['an address of 300 characters', { to: `${'a'.repeat(290)}@x.example` }],
    ['a subject with a line end', { subject: 'Hello\r\nBcc: all@city.example' }],
    ['a subject with a line separator', { subject: 'Hello\u2028Bcc: all@city.example' }],
  ])('refuses %s before any library sees it', async (_what, fault) => {
    const { mailer, states } = outbox(new DiskTransport('/nowhere', FROM));
    await expect(mailer.queue({ ...aMail('bad'), ...fault })).rejects.toBeInstanceOf(MailRefusedError);
    expect(await states()).toEqual([]);
  });
});
