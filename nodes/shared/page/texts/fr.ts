import type { Texts } from './en';

export const fr: Texts = {
  title: 'Configurer la connexion à deux facteurs',
  account: 'Compte ',
  password: 'Mot de passe',
  email: 'Adresse e-mail',
  passwordLead: 'Saisissez le mot de passe de ce compte pour montrer qu’il est bien à vous.',
  signInLead: 'Connectez-vous à votre compte pour commencer.',
  linkLead:
    'Il vous faut une application d’authentification sur votre téléphone. La plupart des boutiques d’applications en proposent plusieurs gratuites.',
  sendLead: 'Pour montrer que ce compte est bien à vous, nous allons envoyer un code à son adresse e-mail.',
  mailLead: 'Nous vous avons envoyé un e-mail contenant un code.',
  mailCode: 'Code reçu par e-mail',
  replaceLead:
    'Ce compte a déjà une application d’authentification. Si vous continuez, une nouvelle la remplacera.',
  proceed: 'Continuer',
  start: 'Commencer',
  sendCode: 'Envoyer le code',
  sendAgain: 'Envoyer un nouveau code',
  scanLead: 'Scannez ce code QR avec votre application d’authentification.',
  qrAlt: 'Code QR contenant la clé pour l’application d’authentification',
  openApp: 'Ouvrir dans l’application d’authentification',
  openHint: 'Si vous êtes sur votre téléphone',
  key: 'Ou saisissez cette clé dans l’application',
  code: 'Code à six chiffres',
  codeHint: 'Saisissez le code que l’application affiche maintenant pour ce compte.',
  verify: 'Confirmer',
  doneTitle: 'La connexion à deux facteurs est activée',
  doneText: 'Désormais, il vous faudra un code de votre application pour vous connecter.',
  existedTitle: 'La connexion à deux facteurs est déjà activée',
  existedText: 'Vous n’avez plus rien à faire.',
  closeText: 'Vous pouvez fermer cette page.',
  nextText: 'Il reste une étape. Veuillez continuer.',
  recoveryTitle: 'Vos codes de secours',
  recoveryText:
    'Chacun de ces codes vous permet de vous connecter une fois sans votre application. Gardez-les en lieu sûr : ils ne s’affichent que maintenant.',
  save: 'Enregistrer dans un fichier',
  copy: 'Copier',
  copied: 'Copié',
  recoveryFailed: 'Les codes de secours n’ont pas pu être créés. Demandez-en à votre administrateur.',
  error: 'Erreur ',
  codeFormat: 'Saisissez les six chiffres que l’application affiche.',
  wrongCode:
    'Ce code n’est pas le bon. Attendez le prochain code dans votre application et saisissez-le. Si cela échoue encore, vérifiez que votre téléphone règle l’heure automatiquement.',
  passwordMissing: 'Saisissez votre mot de passe.',
  wrongPassword: 'Ce mot de passe n’est pas le bon.',
  attemptsLeft: 'Essais restants avant le verrouillage du compte : {left}.',
  locked: 'Ce compte est verrouillé. Demandez à votre administrateur de le déverrouiller.',
  suspended: 'Ce compte est suspendu. Adressez-vous à votre administrateur.',
  notAllowed:
    'Ce compte n’est pas autorisé à configurer lui-même la connexion à deux facteurs. Contactez votre administrateur.',
  emailMissing: 'Saisissez votre adresse e-mail.',
  wrongSignIn: 'L’adresse e-mail ou le mot de passe n’est pas le bon.',
  mailCodeMissing: 'Saisissez le code reçu par e-mail.',
  wrongMailCode:
    'Ce code n’est pas le bon ou a expiré. Consultez l’e-mail le plus récent ou faites-vous envoyer un nouveau code.',
  expired: 'Cette page est restée ouverte trop longtemps. Veuillez recommencer.',
  replaced:
    'Ce code QR n’est plus valable, peut-être parce que la page a été ouverte deux fois. Veuillez recommencer.',
  failed:
    'Cela n’a pas fonctionné. Réessayez dans un instant. Si cela échoue encore, prévenez la personne qui vous a envoyé ce lien.',
};
