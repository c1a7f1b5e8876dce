import type { Texts } from './texts';

/** What stands on one page. */
export type View =
  | { kind: 'confirm'; by: Confirmation; replaces: boolean; email?: string; isFixed?: boolean }
  | { kind: 'mailCode' }
  | { kind: 'scan'; address: string; secret: string; picture: string; sealed: string; person: string }
  | { kind: 'done'; recoveryCodes?: string[]; recoveryFailed?: boolean }
  | { kind: 'existed' }
  | { kind: 'failed' };

/** How a person shows that the account is theirs: its password, a sign-in, a code by email, or just the link. */
export type Confirmation = 'password' | 'signIn' | 'email' | 'link';

/** Fields of the page's forms. */
export type FieldName = 'password' | 'email' | 'mailCode' | 'code';

/** What was wrong with a form: a text, and the field that it belongs to. */
export interface Problem {
  text: keyof Texts;
  field?: FieldName;
  /** Attempts that are left before the account is locked. */
  left?: number;
}

/** What the nodes of the workflow mean for a page. */
export interface Place {
  /** The node that the page belongs to: several of a workflow have the same link, one after the other. */
  node: string;
  /** Whether another page follows at the same link. */
  hasNext: boolean;
}

/** HTML, as opposed to text that must be escaped. */
type Html = string;

/** The middle of a page. */
export function renderView(view: View, texts: Texts, problem: Problem | undefined, place: Place): Html {
  switch (view.kind) {
    case 'confirm':
      return confirmView(view, texts, problem, place);
    case 'mailCode':
      return mailCodeView(texts, problem, place);
    case 'scan':
      return scanView(view, texts, problem, place);
    case 'done':
      return doneView(view, texts, place);
    case 'existed':
      return existedView(texts, place);
    case 'failed':
      return general(texts, problem ?? { text: 'failed' });
  }
}

/** The heading of a page, which is its title too. */
export function headingOf(view: View, texts: Texts, title: string): string {
  if (view.kind === 'done') return texts.doneTitle;
  if (view.kind === 'existed') return texts.existedTitle;
  return title === '' ? texts.title : title;
}

/** Text as HTML, in an element or an attribute. */
export function escape(text: string): Html {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function confirmView(
  { by, replaces, email = '', isFixed = false }: Extract<View, { kind: 'confirm' }>,
  texts: Texts,
  problem: Problem | undefined,
  place: Place,
): Html {
  const password = input('password', texts.password, texts, problem, {
    type: 'password',
    autocomplete: 'current-password',
  });
  const rows: Record<Confirmation, { lead: Html; fields: Html; button: string; step: string }> = {
    password: { lead: texts.passwordLead, fields: password, button: texts.proceed, step: 'confirm' },
    signIn: {
      lead: texts.signInLead,
      fields:
        input('email', texts.email, texts, problem, {
          type: 'email',
          autocomplete: 'username',
          value: email,
          ...(isFixed && { readonly: '' }),
        }) + password,
      button: texts.proceed,
      step: 'confirm',
    },
    email: { lead: texts.sendLead, fields: '', button: texts.sendCode, step: 'send' },
    link: { lead: texts.linkLead, fields: '', button: texts.start, step: 'confirm' },
  };
  const { lead, fields, button, step } = rows[by];
  const replace = replaces ? `<p>${escape(texts.replaceLead)}</p>` : '';
  return `${general(texts, problem)}${replace}<p>${escape(lead)}</p>${form(place, step, fields, button)}`;
}

function mailCodeView(texts: Texts, problem: Problem | undefined, place: Place): Html {
  const field = input('mailCode', texts.mailCode, texts, problem, {
    autocomplete: 'one-time-code',
    autocapitalize: 'characters',
    spellcheck: 'false',
  });
  const again = form(place, 'send', '', texts.sendAgain, 'second');
  return `${general(texts, problem)}<p>${escape(texts.mailLead)}</p>${form(place, 'confirm', field, texts.proceed)}${again}`;
}

function scanView(
  { address, secret, picture, sealed, person }: Extract<View, { kind: 'scan' }>,
  texts: Texts,
  problem: Problem | undefined,
  place: Place,
): Html {
  const key = (secret.match(/.{1,4}/g) ?? []).join(' ');
  const field = input('code', texts.code, texts, problem, {
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: '12',
    class: 'digits',
    hint: texts.codeHint,
  });
  const hidden = `<input type="hidden" name="state" value="${escape(sealed)}"><input type="hidden" name="person" value="${escape(person)}">`;
  return `${general(texts, problem)}<p>${escape(texts.scanLead)}</p>
<img class="qr" src="${picture}" width="224" height="224" alt="${escape(texts.qrAlt)}">
<p class="label">${escape(texts.openHint)}</p>
<a class="button second" href="${escape(address)}">${escape(texts.openApp)}</a>
<p class="label" id="key-label">${escape(texts.key)}</p>
<code class="key" translate="no" aria-labelledby="key-label">${escape(key)}</code>
${form(place, 'verify', hidden + field, texts.verify)}`;
}

function doneView(
  { recoveryCodes, recoveryFailed }: Extract<View, { kind: 'done' }>,
  texts: Texts,
  place: Place,
): Html {
  const done = `<p>${escape(texts.doneText)}</p>`;
  if (recoveryFailed === true) {
    return `${done}<p class="problem">${escape(texts.recoveryFailed)}</p>${ending(texts, place)}`;
  }
  if (recoveryCodes === undefined) return done + ending(texts, place);
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${recoveryCodes.join('\r\n')}\r\n`)}`;
  const codes = recoveryCodes.map((code) => `<li>${escape(code)}</li>`).join('\n');
  return `<h2>${escape(texts.recoveryTitle)}</h2><p>${escape(texts.recoveryText)}</p>
<ul class="codes" id="codes" translate="no">
${codes}
</ul>
<a class="button${place.hasNext ? ' second' : ''}" download="recovery-codes.txt" href="${escape(file)}">${escape(texts.save)}</a>
<button class="second" type="button" id="copy" data-copied="${escape(texts.copied)}" hidden>${escape(texts.copy)}</button>
${done}${ending(texts, place)}`;
}

function existedView(texts: Texts, place: Place): Html {
  const nothingLeft = place.hasNext ? '' : `<p>${escape(texts.existedText)}</p>`;
  return nothingLeft + ending(texts, place);
}

/** What is to be done with a page that has served its purpose. The button waits for the next page where there is a script. */
function ending(texts: Texts, { hasNext }: Place): Html {
  if (!hasNext) return `<p>${escape(texts.closeText)}</p>`;
  return `<p>${escape(texts.nextText)}</p><a class="button" id="next" href="">${escape(texts.proceed)}</a>`;
}

function form({ node }: Place, step: string, fields: Html, button: string, style = ''): Html {
  const look = style === '' ? '' : ` class="${style}"`;
  return `<form method="post" novalidate><input type="hidden" name="page" value="${escape(node)}"><input type="hidden" name="step" value="${step}">${fields}<button${look}>${escape(button)}</button></form>`;
}

/** A problem that belongs to no field. */
function general(texts: Texts, problem: Problem | undefined): Html {
  if (problem === undefined || problem.field !== undefined) return '';
  return `<p class="problem" role="alert" tabindex="-1" autofocus>${problemText(texts, problem)}</p>`;
}

function input(
  name: FieldName,
  label: string,
  texts: Texts,
  problem: Problem | undefined,
  { hint, ...attributes }: Record<string, string>,
): Html {
  const wrong = problem?.field === name;
  const described = [...(wrong ? [`${name}-problem`] : []), ...(hint === undefined ? [] : [`${name}-hint`])];
  const written = Object.entries(attributes)
    .map(([attribute, value]) => ` ${attribute}="${escape(value)}"`)
    .join('');
  const focus = wrong ? ' aria-invalid="true" autofocus' : '';
  const description = described.length === 0 ? '' : ` aria-describedby="${described.join(' ')}"`;
  return `<label for="${name}">${escape(label)}</label>
<input id="${name}" name="${name}" required${written}${focus}${description}>
${hint === undefined ? '' : `<p class="hint" id="${name}-hint">${escape(hint)}</p>`}
${wrong ? `<p class="problem" id="${name}-problem" role="alert">${problemText(texts, problem)}</p>` : ''}`;
}

function problemText(texts: Texts, { text, left }: Problem): Html {
  const counted = left === undefined ? '' : ` ${texts.attemptsLeft.replace('{left}', String(left))}`;
  return escape(texts[text] + counted);
}
