import type { Texts } from './en';

export const de: Texts = {
  title: 'Zwei-Faktor-Anmeldung einrichten',
  account: 'Konto',
  password: 'Passwort',
  email: 'E-Mail-Adresse',
  passwordLead: 'Geben Sie das Passwort dieses Kontos ein, um zu zeigen, dass es Ihres ist.',
  signInLead: 'Melden Sie sich mit Ihrem Konto an, um zu beginnen.',
  linkLead:
    'Sie brauchen eine Authenticator-App auf Ihrem Telefon. In den meisten App-Stores gibt es mehrere kostenlose.',
  sendLead: 'Um zu zeigen, dass dieses Konto Ihres ist, senden wir einen Code an seine E-Mail-Adresse.',
  mailLead: 'Wir haben Ihnen eine E-Mail mit einem Code gesendet.',
  mailCode: 'Code aus der E-Mail',
  replaceLead:
    'Für dieses Konto gibt es bereits eine Authenticator-App. Wenn Sie fortfahren, wird sie durch eine neue ersetzt.',
  proceed: 'Weiter',
  start: 'Los geht’s',
  sendCode: 'Code senden',
  sendAgain: 'Neuen Code senden',
  scanLead: 'Scannen Sie diesen QR-Code mit Ihrer Authenticator-App.',
  qrAlt: 'QR-Code mit dem Schlüssel für die Authenticator-App',
  openApp: 'In der Authenticator-App öffnen',
  openHint: 'Falls Sie gerade an Ihrem Telefon sind',
  key: 'Oder geben Sie diesen Schlüssel in der App ein',
  code: 'Sechsstelliger Code',
  codeHint: 'Geben Sie den Code ein, den die App jetzt für dieses Konto anzeigt.',
  verify: 'Bestätigen',
  doneTitle: 'Die Zwei-Faktor-Anmeldung ist eingeschaltet',
  doneText: 'Ab jetzt brauchen Sie zum Anmelden einen Code aus Ihrer App.',
  existedTitle: 'Die Zwei-Faktor-Anmeldung ist bereits eingeschaltet',
  existedText: 'Sie müssen nichts weiter tun.',
  closeText: 'Sie können diese Seite schließen.',
  nextText: 'Es fehlt noch ein Schritt. Bitte fahren Sie fort.',
  recoveryTitle: 'Ihre Wiederherstellungscodes',
  recoveryText:
    'Mit jedem dieser Codes können Sie sich einmal ohne Ihre App anmelden. Bewahren Sie sie sicher auf: Sie werden nur jetzt angezeigt.',
  save: 'Als Datei speichern',
  copy: 'Kopieren',
  copied: 'Kopiert',
  recoveryFailed:
    'Es konnten keine Wiederherstellungscodes erstellt werden. Bitten Sie Ihre Administration darum.',
  error: 'Fehler',
  codeFormat: 'Geben Sie die sechs Ziffern ein, die die App anzeigt.',
  wrongCode:
    'Dieser Code stimmt nicht. Warten Sie auf den nächsten Code in Ihrer App und geben Sie diesen ein. Klappt es weiterhin nicht, prüfen Sie, ob Ihr Telefon die Uhrzeit automatisch einstellt.',
  passwordMissing: 'Geben Sie Ihr Passwort ein.',
  wrongPassword: 'Dieses Passwort stimmt nicht.',
  attemptsLeft: 'Verbleibende Versuche, bevor das Konto gesperrt wird: {left}.',
  locked: 'Dieses Konto ist gesperrt. Bitten Sie Ihre Administration, es zu entsperren.',
  suspended: 'Dieses Konto ist deaktiviert. Wenden Sie sich an Ihre Administration.',
  notAllowed:
    'Dieses Konto darf die Zwei-Faktor-Anmeldung nicht selbst einrichten. Wenden Sie sich an Ihre Administration.',
  emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
  wrongSignIn: 'E-Mail-Adresse oder Passwort stimmt nicht.',
  mailCodeMissing: 'Geben Sie den Code aus der E-Mail ein.',
  wrongMailCode:
    'Dieser Code stimmt nicht oder ist abgelaufen. Sehen Sie in der neuesten E-Mail nach oder lassen Sie sich einen neuen Code senden.',
  expired: 'Diese Seite war zu lange geöffnet. Bitte beginnen Sie von vorn.',
  replaced:
    'Dieser QR-Code gilt nicht mehr, vielleicht weil die Seite zweimal geöffnet wurde. Bitte beginnen Sie von vorn.',
  failed:
    'Das hat nicht geklappt. Versuchen Sie es gleich noch einmal. Klappt es weiterhin nicht, sagen Sie der Person Bescheid, von der Sie diesen Link haben.',
};
