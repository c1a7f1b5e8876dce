import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** An e-mail that came in. */
export interface Mail {
  /** Whom it was delivered to. */
  to: string[];
  subject: string;
  text: string;
}

/** A mail server that keeps what it is sent. */
export interface Mailbox {
  host: string;
  port: number;
  /** What has come so far for an address, the oldest first. */
  mailsTo(address: string): Mail[];
  stop(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Starts a mail server on this machine that takes every e-mail, from anybody, and delivers none.
 * @param onMail called with each e-mail that comes in
 */
export async function startMailbox(onMail: (mail: Mail) => void = () => undefined): Promise<Mailbox> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, callback) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      simpleParser(stream)
        .then(({ subject = '', text = '' }) => {
          const mail = { to, subject, text };
          mails.push(mail);
          onMail(mail);
          callback();
        })
        .catch(callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    host,
    port,
    mailsTo: (address) => mails.filter(({ to }) => to.includes(address)),
    stop: async () => await new Promise((resolve) => server.close(resolve)),
  };
}
